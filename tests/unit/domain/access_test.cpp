// Who may do what to which object, role by role.

#include <gtest/gtest.h>

#include "domain/access/access.h"

namespace quaywatt::domain {
namespace {

using enum Permission;

const ObjectPlace kHuangtian{Waters::yangtze_jiangsu, "江阴市", {"huangtian-port"}};
const ObjectPlace kCanal{Waters::inland_canal, "惠山区", {"huishan-port"}};

Account account(Role role, AccessScope scope = {}) { return {"somebody", role, std::move(scope)}; }

Role role_at(std::size_t index) { return static_cast<Role>(index); }
Permission permission_at(std::size_t index) { return static_cast<Permission>(index); }

TEST(Access, EveryRoleAndPermissionHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    EXPECT_TRUE(names.insert(name_of(role_at(i))).second);
    EXPECT_EQ(role_named(name_of(role_at(i))), role_at(i));
  }
  for (std::size_t i = 0; i < kPermissionCount; ++i) EXPECT_TRUE(names.insert(name_of(permission_at(i))).second);
  EXPECT_EQ(role_named("root"), std::nullopt);
}

TEST(Access, TheThreeOfficersOfTheSystemEditNoBusinessRecord) {
  for (const Role role : {Role::system_administrator, Role::security_administrator, Role::auditor}) {
    for (const auto edit : {edit_registers, import_registers, act_in_cases, draw_fences, approve_fences, propose_rules,
                            activate_rules, close_reports, approve_reports, set_baselines}) {
      EXPECT_FALSE(may_ever(account(role), edit)) << name_of(role) << " " << name_of(edit);
    }
  }
}

TEST(Access, SystemSecurityAndAuditAreThreePersons) {
  EXPECT_TRUE(may_ever(account(Role::system_administrator), enrol_agents));
  EXPECT_FALSE(may_ever(account(Role::system_administrator), edit_accounts));
  EXPECT_FALSE(may_ever(account(Role::system_administrator), read_audit));
  EXPECT_TRUE(may_ever(account(Role::security_administrator), grant_roles));
  EXPECT_FALSE(may_ever(account(Role::security_administrator), read_audit));
  EXPECT_TRUE(may_ever(account(Role::auditor), read_audit));
}

TEST(Access, X12_AnInspectorOfTheYangtzeDoesNotSeeTheCanals) {
  const auto inspector = account(Role::maritime_officer, {.waters = {Waters::yangtze_jiangsu}});
  EXPECT_TRUE(may(inspector, act_in_cases, kHuangtian));
  EXPECT_FALSE(may(inspector, read_stays, kCanal));
  EXPECT_FALSE(may(inspector, read_stays, {})) << "a place nobody noted is nobody's";
}

TEST(Access, X12_ATerminalSeesItselfAndNotItsNeighbour) {
  const auto foreman = account(Role::terminal_foreman, {.companies = {"huangtian-port", "another"}});
  EXPECT_TRUE(may(foreman, read_evidence, kHuangtian));
  EXPECT_FALSE(may(foreman, read_evidence, kCanal));
}

TEST(Access, ACompanysAccountWithoutACompanySeesNothing) {
  EXPECT_FALSE(may_ever(account(Role::terminal_manager), read_stays));
  EXPECT_FALSE(may(account(Role::company_reader), read_stays, kHuangtian));
}

TEST(Access, ADistrictsAccountSeesItsDistrict) {
  const auto jiangyin = account(Role::district_reader, {.districts = {"江阴市"}});
  EXPECT_TRUE(may(jiangyin, read_figures, kHuangtian));
  EXPECT_FALSE(may(jiangyin, read_figures, kCanal));
  EXPECT_FALSE(may_ever(account(Role::district_reader), read_figures));
}

TEST(Access, X13_NobodyRaisesHisOwnRightsAndASecondPersonConfirms) {
  const Account first{"sun", Role::security_administrator, {}};
  const Account second{"qian", Role::security_administrator, {}};
  const Account receiver{"zhou", Role::statistician, {}};
  EXPECT_TRUE(may_grant(first, receiver));
  EXPECT_FALSE(may_grant(first, first));
  EXPECT_FALSE(may_grant(receiver, first));
  EXPECT_FALSE(confirms(first, first, receiver));
  EXPECT_TRUE(confirms(second, first, receiver));
  EXPECT_FALSE(confirms(receiver, first, receiver));
}

}  // namespace
}  // namespace quaywatt::domain
