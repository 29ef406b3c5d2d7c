#pragma once
// Who may do what to which object: the one place that decides it (fault X12). Deny by default: what the table does not
// name is refused, and what lies outside an account's waters, districts and companies does not exist for it.

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "domain/rules/stay_facts.h"

namespace quaywatt::domain {

/// System, security and audit are three persons, none of whom edits business records (MLPS 2.0, 三员分立).
enum class Role {
  terminal_operator,       ///< 码头操作员
  terminal_foreman,        ///< 码头班长
  terminal_manager,        ///< 码头管理员
  company_reader,          ///< 岸电供电企业、航运公司、船代
  district_reader,         ///< 市县区主管部门
  maritime_officer,        ///< 海事执法
  port_officer,            ///< 港口执法
  statistician,            ///< 统计员
  auditor,                 ///< 审计员
  system_administrator,    ///< 系统管理员
  security_administrator   ///< 安全管理员
};
inline constexpr std::size_t kRoleCount = 11;

enum class Permission {
  read_stays, read_evidence, read_registers, read_figures, read_agents, read_audit, read_accounts,
  edit_registers, import_registers,
  act_in_cases,
  draw_fences, approve_fences,
  propose_rules, activate_rules,
  close_reports, approve_reports, set_baselines,
  enrol_agents,
  edit_accounts, grant_roles
};
inline constexpr std::size_t kPermissionCount = 20;

std::string_view name_of(Role role);
std::string_view name_of(Permission permission);
std::optional<Role> role_named(std::string_view name);

/// Where an account's sight ends. An empty set sets no bound; companies are no bound only for public bodies.
struct AccessScope {
  std::set<Waters> waters;
  std::set<std::string> districts;
  std::set<std::string> companies;
};

struct Account {
  std::string name;
  Role role = Role::company_reader;
  AccessScope scope;
};

/// What an object says of its place; a member that is empty belongs to nobody in particular: accounts bounded in that
/// respect do not see it.
struct ObjectPlace {
  std::optional<Waters> waters;
  std::string district;
  std::set<std::string> companies;  ///< whose terminal, supply or vessel it concerns
};

/// The role alone: is there any object this account may do this to? For menus and for lists, which filter.
bool may_ever(const Account& account, Permission permission);

/// This object. Refused both ways looks alike from outside: 404, never "exists but is not yours".
bool may(const Account& account, Permission permission, const ObjectPlace& object);

/// Whether `granter` may give `role` to `receiver`: never to oneself, never one's own kind alone (fault X13): a second
/// security administrator confirms, see `confirms`.
bool may_grant(const Account& granter, const Account& receiver);
bool confirms(const Account& confirmer, const Account& granter, const Account& receiver);

}  // namespace quaywatt::domain
