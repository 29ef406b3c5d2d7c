// Settings files: a key that is unknown, given twice, of the wrong type or out of range refuses the file and names
// line and key (fault A11).

#include "schema/config/strict_toml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace quaywatt::config {
namespace {

using testing::HasSubstr;

enum class Colour { red, green };

std::vector<Problem> refused(std::string_view text) {
  try {
    Document::parse(text, "agent.toml");
  } catch (const ConfigRefused& refusal) {
    return refusal.problems();
  }
  return {};
}

TEST(StrictToml, GivesValuesOfEveryKind) {
  auto document = Document::parse(R"(
name = "berth A3"
port = 8443
quiet = true
words = ["one", "two"]
colour = "green"
[server]
host = "quay.example"
[[meter]]
id = "M1"
[[meter]]
id = "M2"
)", "agent.toml");
  Table root = document.root();
  EXPECT_EQ(root.text("name"), "berth A3");
  EXPECT_EQ(root.integer("port", {1, 65535}), 8443);
  EXPECT_TRUE(root.boolean("quiet", false));
  EXPECT_EQ(root.texts("words"), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(root.choice<Colour>("colour", {{"red", Colour::red}, {"green", Colour::green}}), Colour::green);
  EXPECT_EQ(root.table("server").text("host"), "quay.example");
  auto meters = root.tables("meter");
  ASSERT_EQ(meters.size(), 2U);
  EXPECT_EQ(meters[0].text("id"), "M1");
  EXPECT_EQ(meters[1].text("id"), "M2");
  EXPECT_NO_THROW(document.accept());
}

TEST(StrictToml, GivesDefaultsForAbsentKeys) {
  auto document = Document::parse("", "agent.toml");
  Table root = document.root();
  EXPECT_EQ(root.text("name", "quay"), "quay");
  EXPECT_EQ(root.integer("port", {1, 65535}, 502), 502);
  EXPECT_FALSE(root.boolean("quiet", false));
  EXPECT_EQ(root.choice<Colour>("colour", {{"red", Colour::red}, {"green", Colour::green}}, Colour::green),
            Colour::green);
  EXPECT_FALSE(root.optional_text("note"));
  EXPECT_FALSE(root.optional_integer("limit", {0, 1}));
  EXPECT_FALSE(root.optional_table("server"));
  EXPECT_TRUE(root.texts("words").empty());
  EXPECT_TRUE(root.tables("meter").empty());
  EXPECT_TRUE(document.problems().empty());
}

TEST(StrictToml, A11_UnknownKeyIsRefusedWithLineKeyAndNearestKnownKey) {
  auto document = Document::parse("[[meter]]\nid = \"M1\"\nadress = \"000000000161\"\n", "agent.toml");
  auto meters = document.root().tables("meter");
  meters[0].text("id");
  meters[0].optional_text("address");
  ASSERT_EQ(document.problems().size(), 1U);
  const Problem problem = document.problems()[0];
  EXPECT_EQ(problem.line, 3);
  EXPECT_EQ(problem.key, "meter[0].adress");
  EXPECT_THAT(problem.en, HasSubstr("did you mean address?"));
  EXPECT_THAT(problem.zh, HasSubstr("是否应为 address？"));
}

TEST(StrictToml, A11_UnknownKeyFarFromEverythingGetsNoSuggestion) {
  auto document = Document::parse("zebra = 1\n", "agent.toml");
  document.root().optional_text("host");
  ASSERT_EQ(document.problems().size(), 1U);
  EXPECT_EQ(document.problems()[0].en, "unknown key, remove it");
}

TEST(StrictToml, A11_UnknownTableIsRefusedAtItsHeader) {
  auto document = Document::parse("a = 1\n\n[servr]\nhost = \"x\"\n", "agent.toml");
  Table root = document.root();
  root.integer("a", {0, 9});
  root.optional_table("server");
  ASSERT_EQ(document.problems().size(), 1U);
  EXPECT_EQ(document.problems()[0].line, 3);
  EXPECT_EQ(document.problems()[0].key, "servr");
}

TEST(StrictToml, A11_DuplicateKeyIsRefusedWithLineAndKey) {
  const auto problems = refused("id = \"M1\"\nport = 1\nid = \"M2\"\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, 3);
  EXPECT_EQ(problems[0].key, "id");
  EXPECT_THAT(problems[0].en, HasSubstr("key given twice"));
}

TEST(StrictToml, A11_DuplicateTableIsRefusedWithLineAndKey) {
  const auto problems = refused("[server]\nhost = \"a\"\n[server]\nport = 1\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, 3);
  EXPECT_EQ(problems[0].key, "server");
}

TEST(StrictToml, A11_DottedKeyOverAValueIsRefusedWithLineAndKey) {
  const auto problems = refused("server = 1\nserver.host = \"a\"\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, 2);
  EXPECT_EQ(problems[0].key, "server.host");
}

TEST(StrictToml, A11_IllTypedKeyNamesBothTypes) {
  auto document = Document::parse(
      "port = \"502\"\nhost = 7\nquiet = \"yes\"\nwords = [\"a\", 2]\nserver = 1\nmeter = [1]\nratio = 1.5\n",
      "a.toml");
  Table root = document.root();
  root.integer("port", {1, 65535}, 502);
  root.text("host");
  root.boolean("quiet", false);
  root.texts("words");
  root.table("server").text("never asked of a missing table");
  root.tables("meter");
  root.integer("ratio", {1, 9});
  std::vector<std::string> found;
  for (const Problem& problem : document.problems()) found.push_back(std::to_string(problem.line) + " " + problem.key);
  EXPECT_THAT(found,
              testing::IsSupersetOf({"1 port", "2 host", "3 quiet", "4 words[1]", "5 server", "6 meter", "7 ratio"}));
  EXPECT_EQ(document.problems()[0].en, "expected an integer, found text");
  EXPECT_EQ(document.problems()[0].zh, "应为整数，却是文字");
}

TEST(StrictToml, A11_OutOfRangeNamesTheBounds) {
  for (const char* text : {"port = 0", "port = 65536", "port = -1", "port = 9223372036854775807"}) {
    auto document = Document::parse(std::string_view(text), "a.toml");
    EXPECT_EQ(document.root().integer("port", {1, 65535}, 502), 502);
    ASSERT_EQ(document.problems().size(), 1U) << text;
    EXPECT_THAT(document.problems()[0].en, HasSubstr("1–65535"));
  }
}

TEST(StrictToml, A11_MissingKeyIsNamedWithTheLineOfItsTable) {
  auto document = Document::parse("a = 1\n[[meter]]\nid = \"M1\"\n", "a.toml");
  Table root = document.root();
  root.integer("a", {0, 9});
  Table meter = root.tables("meter")[0];
  meter.text("id");
  meter.text("host");
  ASSERT_EQ(document.problems().size(), 1U);
  EXPECT_EQ(document.problems()[0].line, 2);
  EXPECT_EQ(document.problems()[0].key, "meter[0].host");
}

TEST(StrictToml, A11_EmptyRequiredTextIsRefused) {
  auto document = Document::parse("id = \"\"\n", "a.toml");
  document.root().text("id");
  EXPECT_EQ(document.problems().size(), 1U);
}

TEST(StrictToml, A11_UnknownWordListsTheChoices) {
  auto document = Document::parse("colour = \"blue\"\n", "a.toml");
  document.root().choice<Colour>("colour", {{"red", Colour::red}, {"green", Colour::green}});
  ASSERT_EQ(document.problems().size(), 1U);
  EXPECT_THAT(document.problems()[0].en, HasSubstr("one of: red, green"));
}

TEST(StrictToml, A11_AllMistakesAreNamedAtOnceInTheOrderOfTheFile) {
  auto document = Document::parse("first = 1\nport = \"x\"\nlast = 2\n", "agent.toml");
  document.root().integer("port", {1, 9});
  try {
    document.accept();
    FAIL() << "accepted";
  } catch (const ConfigRefused& refusal) {
    EXPECT_EQ(refusal.problems().size(), 3U);
    EXPECT_THAT(std::string(refusal.what()), testing::MatchesRegex("agent.toml:1: first: (.|\n)*agent.toml:2: port: "
                                                                   "(.|\n)*agent.toml:3: last: (.|\n)*"));
  }
}

TEST(StrictToml, KeysOfAnotherReaderAreKnownWhenAllowed) {
  auto document = Document::parse("uplink = 1\n[ledger]\nx = 1\n", "a.toml");
  Table root = document.root();
  root.allow("uplink");
  EXPECT_EQ(document.problems().size(), 1U);
  root.allow_rest();
  EXPECT_TRUE(document.problems().empty());
}

TEST(StrictToml, ReadingTheSameTableTwiceRemembersBothReaders) {
  auto document = Document::parse("[s]\na = 1\nb = 2\n", "a.toml");
  document.root().table("s").integer("a", {0, 9});
  document.root().table("s").integer("b", {0, 9});
  EXPECT_TRUE(document.problems().empty());
}

TEST(StrictToml, KnowsTheFolderThatRelativePathsStartFrom) {
  EXPECT_EQ(Document::parse("", "/etc/quaywatt/agent.toml").root().folder(), "/etc/quaywatt");
  EXPECT_EQ(Document::parse("", "agent.toml").root().folder(), "");
}

TEST(StrictToml, RefusesWhatIsNoToml) {
  for (const char* text : {"a = ", "a = [1,", "= 1", "a = \"\xff\"", "a = 1e400000", "\x01", "[a"}) {
    EXPECT_EQ(refused(text).size(), 1U) << text;
  }
}

TEST(StrictToml, RefusesAFileThatIsNotThereOrADirectoryOrTooLarge) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "strict_toml_test";
  std::filesystem::create_directories(folder);
  EXPECT_THROW(Document::load(folder / "absent.toml"), ConfigRefused);
  EXPECT_THROW(Document::load(folder), ConfigRefused);
  const auto large = folder / "large.toml";
  std::ofstream(large) << std::string(kMaxConfigBytes + 1, '#');
  EXPECT_THROW(Document::load(large), ConfigRefused);
  std::ofstream(large) << "a = 1\n";
  EXPECT_EQ(Document::load(large).root().integer("a", {0, 9}), 1);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace quaywatt::config
