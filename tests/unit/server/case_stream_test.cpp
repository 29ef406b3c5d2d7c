// The elements of an array, cut apart without reading them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "server/cli/case_stream.h"

namespace quaywatt::server {
namespace {

using testing::ElementsAre;

std::vector<std::string> elements(const std::string& document) {
  std::istringstream in(document);
  CaseStream stream(in);
  std::vector<std::string> texts;
  while (true) {
    auto next = stream.next();
    auto* element = std::get_if<ArrayElement>(&next);
    if (!element) {
      if (std::holds_alternative<ArrayDefect>(next)) texts.push_back("defect");
      return texts;
    }
    EXPECT_EQ(element->index, texts.size());
    texts.push_back(element->text);
  }
}

TEST(CaseStream, CutsAtCommasOfTheArrayOnly) {
  EXPECT_THAT(elements(R"([{"a":[1,2]},[3,{"b":4}],5])"), ElementsAre(R"({"a":[1,2]})", R"([3,{"b":4}])", "5"));
}

TEST(CaseStream, LooksIntoNoString) {
  EXPECT_THAT(elements(R"(["a,]}","b\"],","c\\"])"), ElementsAre(R"("a,]}")", R"("b\"],")", R"("c\\")"));
}

TEST(CaseStream, LeavesSpoiltElementsToTheirReader) {
  EXPECT_THAT(elements("[{\"a\" NaN}, tru, 1 2]"), ElementsAre("{\"a\" NaN}", "tru", "1 2"));
}

TEST(CaseStream, TellsThePlaceOfEachElement) {
  std::istringstream in("[\n  \"船\", 7]");
  CaseStream stream(in);
  EXPECT_EQ(std::get<ArrayElement>(stream.next()).place.line, 2U);
  const auto second = std::get<ArrayElement>(stream.next());
  EXPECT_EQ(second.place.line, 2U);
  EXPECT_EQ(second.place.column, 8U) << "a character of three bytes is one column";
}

TEST(CaseStream, KeepsAnElementOfTheLimitAndDropsALongerOne) {
  const std::string filling(CaseStream::kElementMaxBytes - 2, 'x');
  std::istringstream in("[\"" + filling + "\",\"" + filling + "x\",1]");
  CaseStream stream(in);
  EXPECT_FALSE(std::get<ArrayElement>(stream.next()).too_long);
  const auto longer = std::get<ArrayElement>(stream.next());
  EXPECT_TRUE(longer.too_long);
  EXPECT_EQ(longer.text, "");
  EXPECT_EQ(std::get<ArrayElement>(stream.next()).text, "1");
}

TEST(CaseStream, S6_StopsAtBracketsThatCannotBeACase) {
  const std::string most = std::string(CaseStream::kNestingMax, '[') + std::string(CaseStream::kNestingMax, ']');
  EXPECT_THAT(elements("[" + most + "]"), ElementsAre(most));
  EXPECT_THAT(elements("[[" + most + "]]"), ElementsAre("defect"));
}

TEST(CaseStream, StaysAtItsEnd) {
  std::istringstream in("[1]");
  CaseStream stream(in);
  stream.next();
  EXPECT_TRUE(std::holds_alternative<ArrayEnd>(stream.next()));
  EXPECT_TRUE(std::holds_alternative<ArrayEnd>(stream.next()));
  std::istringstream broken("[1");
  CaseStream other(broken);
  EXPECT_TRUE(std::holds_alternative<ArrayDefect>(other.next()));
  EXPECT_TRUE(std::holds_alternative<ArrayDefect>(other.next()));
}

}  // namespace
}  // namespace quaywatt::server
