// Cells as people fill them in, and what the registers make of them.

#include <gtest/gtest.h>

#include <set>

#include "domain/registers/register_kind.h"
#include "domain/registers/written_text.h"

namespace quaywatt::domain {
namespace {

FieldValue value_of(const FieldRule& rule, std::string_view text) {
  const auto read = read_field(rule, text);
  const auto* refusal = std::get_if<FieldRefusal>(&read);
  EXPECT_EQ(refusal, nullptr) << text << ": " << refusal->zh;
  return refusal ? FieldValue{} : std::get<FieldValue>(read);
}

FieldRefusal refusal_of(const FieldRule& rule, std::string_view text) {
  const auto read = read_field(rule, text);
  const auto* refusal = std::get_if<FieldRefusal>(&read);
  EXPECT_NE(refusal, nullptr) << text;
  return refusal ? *refusal : FieldRefusal{};
}

bool refused(const FieldRule& rule, std::string_view text) {
  const auto refusal = refusal_of(rule, text);
  return !refusal.zh.empty() && !refusal.en.empty();
}

const FieldRule& field(std::string_view kind, std::string_view name) {
  for (const auto& rule : register_kind_named(kind)->fields) {
    if (rule.name == name) return rule;
  }
  throw std::logic_error("no such field");
}

TEST(RegisterField, EmptyIsUnknownUnlessItIsRequired) {
  EXPECT_EQ(value_of(field("vessels", "gross_tonnage"), " \xE3\x80\x80"), std::nullopt);
  EXPECT_EQ(refusal_of(field("vessels", "name"), "").zh, "不能为空");
}

TEST(RegisterField, NumbersAreWholeWithinBoundsAndFullWidthDigitsAreDigits) {
  const auto& tonnage = field("vessels", "gross_tonnage");
  EXPECT_EQ(value_of(tonnage, " １２００ "), "1200");
  EXPECT_EQ(value_of(tonnage, "0600"), "600");
  for (const auto* text : {"0", "400001", "1,200", "1200吨", "12.5", "-1", "1e3", "99999999999999999999"}) {
    EXPECT_TRUE(refused(tonnage, text)) << text;
  }
}

TEST(RegisterField, DatesInTheThreeWaysPeopleWriteThem) {
  const auto& keel = field("vessels", "keel_laid_on");
  for (const auto* text : {"2012-05-01", "2012/5/1", "2012年5月1日", "２０１２－０５－０１", "2012-5-1"}) {
    EXPECT_EQ(value_of(keel, text), "2012-05-01") << text;
  }
  for (const auto* text : {"2012-13-01", "2012-02-30", "20120501", "2012.5.1", "2012-05", "五月一日", "12-5-1"}) {
    EXPECT_TRUE(refused(keel, text)) << text;
  }
}

TEST(RegisterField, ChoicesByCodeOrByTheChineseWord) {
  const auto& type = field("vessels", "type");
  EXPECT_EQ(value_of(type, "干散货船"), "dry_bulk");
  EXPECT_EQ(value_of(type, "dry_bulk"), "dry_bulk");
  const auto refusal = refusal_of(type, "货船");
  EXPECT_NE(refusal.zh.find("干散货船、多用途船"), std::string::npos) << refusal.zh;
  EXPECT_NE(refusal.en.find("dry_bulk, multi_purpose"), std::string::npos) << refusal.en;
}

TEST(RegisterField, YesAndNoInBothLanguages) {
  const auto& public_service = field("vessels", "public_service");
  for (const auto* text : {"是", "true", "yes", "1", "１"}) EXPECT_EQ(value_of(public_service, text), "true") << text;
  for (const auto* text : {"否", "false", "no", "0"}) EXPECT_EQ(value_of(public_service, text), "false") << text;
  EXPECT_TRUE(refused(public_service, "也许"));
}

TEST(RegisterField, AVesselIsNamedByIdentityOrImoNumber) {
  const auto& identity = field("vessels", "identity");
  EXPECT_EQ(value_of(identity, "cn20120500001"), "CN20120500001");
  EXPECT_EQ(value_of(identity, "ＣＮ２０１２０５００００１"), "CN20120500001");
  EXPECT_EQ(value_of(identity, "IMO 9074729"), "IMO9074729");
  EXPECT_TRUE(refused(identity, "IMO 9074728"));
  EXPECT_TRUE(refused(identity, "苏锡货1098"));
}

TEST(RegisterField, V1_AFactoryDefaultIsNoMmsi) {
  const auto& mmsi = field("vessels", "mmsi");
  EXPECT_EQ(value_of(mmsi, "413812098"), "413812098");
  for (const auto* text : {"123456789", "41381209", "004131234", "41381209X", "4138120980"}) {
    EXPECT_TRUE(refused(mmsi, text)) << text;
  }
}

TEST(RegisterField, ImoNumbersAreCheckedByTheirLastDigit) {
  EXPECT_EQ(value_of(field("vessels", "imo_number"), "IMO9074729"), "9074729");
  EXPECT_TRUE(refused(field("vessels", "imo_number"), "9074728"));
}

TEST(RegisterField, CodesAreLettersDigitsAndFourMarks) {
  const auto& id = field("ports", "id");
  EXPECT_EQ(value_of(id, "JY-SL_01./Ａ"), "JY-SL_01./A");
  EXPECT_TRUE(refused(id, "江阴"));
  EXPECT_TRUE(refused(id, "a b"));
  EXPECT_TRUE(refused(id, std::string(65, 'a')));
}

TEST(RegisterField, O6_LongHiddenAndBrokenTextIsRefusedAndAFormulaIsOnlyText) {
  const auto& name = field("vessels", "name");
  EXPECT_EQ(value_of(name, "=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0");
  EXPECT_EQ(value_of(name, "\xF0\xAC\xAD\x8E舟 🚢"), "\xF0\xAC\xAD\x8E舟 🚢");
  std::string long_name;
  for (int i = 0; i < 201; ++i) long_name += "船";
  EXPECT_TRUE(refused(name, long_name));
  EXPECT_TRUE(refused(name, "苏锡\xE2\x80\xAE货")) << "turns the direction of writing";
  EXPECT_TRUE(refused(name, "苏锡\n货"));
  EXPECT_TRUE(refused(name, "苏锡\xC2\x85货"));
  EXPECT_TRUE(refused(name, "苏\xE2\x80\x8B锡")) << "zero width";
  EXPECT_TRUE(refused(name, "苏\xE2\x81\xA6锡")) << "isolate";
  EXPECT_TRUE(refused(name, "\xCB\xD5\xCE\xFD")) << "GBK bytes";
}

TEST(WrittenText, BytesThatAreNoUtf8AreNotCounted) {
  EXPECT_EQ(count_characters("a苏\xF0\xAC\xAD\x8E"), 3u);
  for (const auto* text : {"\x80", "\xC0\xAF", "\xE8\x8B", "\xE8\x8B(", "\xE0\x80\xAF", "\xED\xA0\x80",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"}) {
    EXPECT_EQ(count_characters(text), std::nullopt);
  }
}

TEST(WrittenText, BrokenBytesPassThroughUnchanged) {
  EXPECT_EQ(plain_width("Ａ\x80～"), "A\x80~");
  EXPECT_FALSE(has_hidden_characters("a\x80"));
  EXPECT_EQ(without_outer_spaces("\xEF\xBB\xBF 苏 \xC2\xA0"), "苏");
}

TEST(RegisterKinds, EachRefersOnlyToEarlierOnesAndNamesItsFieldsOnce) {
  std::set<std::string_view> kinds;
  for (const auto& kind : register_kinds()) {
    std::set<std::string_view> names;
    std::set<std::string_view> titles;
    for (const auto& rule : kind.fields) {
      EXPECT_TRUE(names.insert(rule.name).second) << kind.name << "." << rule.name;
      EXPECT_TRUE(titles.insert(rule.title_zh).second) << kind.name << "." << rule.title_zh;
      EXPECT_TRUE(rule.refers_to.empty() || kinds.contains(rule.refers_to)) << kind.name << "." << rule.name;
      EXPECT_EQ(rule.choices.empty(), rule.kind != FieldKind::choice) << kind.name << "." << rule.name;
    }
    for (const auto& rule : kind.key()) EXPECT_TRUE(rule.required) << kind.name << "." << rule.name;
    EXPECT_TRUE(kinds.insert(kind.name).second);
  }
  EXPECT_EQ(register_kind_named("submarines"), nullptr);
  EXPECT_EQ(valid_from_field().kind, FieldKind::date);
}

}  // namespace
}  // namespace quaywatt::domain
