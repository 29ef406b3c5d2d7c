// Fields, numbers and lines: the parts of the reader that see raw bytes.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <sstream>

#include "server/cli/inventory_fields.h"
#include "server/cli/line_reader.h"
#include "server/cli/inventory_text.h"
#include "server/cli/inventory_writer.h"

namespace quaywatt::server {
namespace {

constexpr unsigned kSeed = 20250403;

TEST(NumberField, IsReadAsTheNearestDouble) {
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 200'000; ++i) {
    std::string text = random() % 4 == 0 ? "-" : "";
    const std::size_t whole = random() % 19;
    for (std::size_t k = 0; k < whole; ++k) text += static_cast<char>('0' + random() % 10);
    text += '.';
    const std::size_t fraction = random() % 19 + (whole == 0 ? 1 : 0);
    for (std::size_t k = 0; k < fraction; ++k) text += static_cast<char>('0' + random() % 10);
    if (random() % 8 == 0) text += 'e' + std::to_string(static_cast<int>(random() % 40) - 20);
    const auto value = parse_number(text);
    ASSERT_TRUE(value) << text;
    ASSERT_EQ(*value, std::strtod(text.c_str(), nullptr)) << text << " seed " << kSeed;
  }
}

TEST(NumberField, RefusesWhatIsNoFiniteDecimal) {
  for (const char* text : {"", ".", "-", "+1", "1.2.3", "1,5", "nan", "NaN", "inf", "-Infinity", "0x10", "1e999", "12a",
                           "a12", "1 2", "--1", "1-", "NA", "１"})
    EXPECT_FALSE(parse_number(text)) << text;
  EXPECT_EQ(parse_number("5."), 5.0);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("007"), 7.0);
}

std::vector<std::string> split(const std::string& line) {
  FieldSplitter splitter;
  std::vector<std::string> values;
  if (!splitter.split(line)) return {"<refused>"};
  for (std::size_t i = 0; i < splitter.count(); ++i) values.emplace_back(splitter.value(i));
  return values;
}

TEST(FieldSplitter, SplitsAtEveryCommaWhereverItLies) {
  std::mt19937 random(kSeed);
  for (int i = 0; i < 20'000; ++i) {
    std::vector<std::string> fields(1 + random() % 20);
    std::string line;
    for (std::string& field : fields) {
      for (std::size_t k = random() % 12; k > 0; --k) field += static_cast<char>("ab-\xAC\x2D\x2B\xFF"[random() % 7]);
      line += (&field == &fields.front() ? "" : ",") + field;
    }
    ASSERT_EQ(split(line), fields) << line;
  }
}

TEST(FieldSplitter, ResolvesQuotesAndDropsBlanksAround) {
  using Fields = std::vector<std::string>;
  EXPECT_EQ(split(R"("a,b","say ""x""", c ,"")"), (Fields{"a,b", "say \"x\"", "c", ""}));
  EXPECT_EQ(split(""), Fields{""});
  EXPECT_EQ(split(",,"), (Fields{"", "", ""}));
  EXPECT_EQ(split("\"open,a"), Fields{"<refused>"});
  EXPECT_EQ(split(std::string(255, ',')).size(), 256U);
  EXPECT_EQ(split(std::string(256, ',')), Fields{"<refused>"});
  EXPECT_EQ(split('"' + std::string(300, ',') + '"').size(), 1U);
}

struct ReadLine {
  std::string text;
  std::size_t number;
  bool too_long;
  bool operator==(const ReadLine&) const = default;
};

std::vector<ReadLine> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::ostringstream out;
  const StandardStreams streams{in, out};
  InputFile file("-", streams);
  LineReader reader(file);
  std::vector<ReadLine> lines;
  while (const auto line = reader.next()) lines.push_back({std::string(line->text), line->number, line->too_long});
  return lines;
}

TEST(LineReader, GivesEveryLineOnceWithItsNumber) {
  using Lines = std::vector<ReadLine>;
  EXPECT_EQ(lines_of(""), Lines{});
  EXPECT_EQ(lines_of("a"), (Lines{{"a", 1, false}}));
  EXPECT_EQ(lines_of("a\r\n\nb\n"), (Lines{{"a", 1, false}, {"", 2, false}, {"b", 3, false}}));
  EXPECT_EQ(lines_of("\"a\nb\"\n"), (Lines{{"\"a", 1, false}, {"b\"", 2, false}}));
}

TEST(LineReader, GoesOnAfterALineThatIsTooLong) {
  const std::string most(LineReader::kMaxLineBytes, 'x');
  const auto lines = lines_of(most + "\n" + most + "x\n" + std::string(3 * LineReader::kBufferBytes, 'y') + "\nend");
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0], (ReadLine{most, 1, false}));
  EXPECT_EQ(lines[1], (ReadLine{"", 2, true}));
  EXPECT_EQ(lines[2], (ReadLine{"", 3, true}));
  EXPECT_EQ(lines[3], (ReadLine{"end", 4, false}));
}

TEST(LineReader, LosesNothingAcrossBuffers) {
  std::mt19937 random(kSeed);
  std::string text;
  std::vector<std::string> expected;
  while (text.size() < 3 * LineReader::kBufferBytes) {
    expected.emplace_back(random() % 3000, static_cast<char>('a' + random() % 26));
    text += expected.back() + '\n';
  }
  const auto lines = lines_of(text);
  ASSERT_EQ(lines.size(), expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) ASSERT_EQ(lines[i].text, expected[i]);
}

/// Each number on a line of its own.
std::string written(const std::vector<double>& values) {
  std::istringstream in;
  std::ostringstream out;
  const StandardStreams streams{in, out};
  OutputFile file("-", streams);
  ByteSink sink(file);
  for (double value : values) {
    sink.put_number(value);
    sink.put('\n');
  }
  sink.flush();
  return out.str();
}

TEST(NumberOut, ReadsBackToTheSameDouble) {
  std::mt19937_64 random(kSeed);
  std::uniform_real_distribution<double> exponent(-30, 30);
  std::vector<double> values(200'000);
  for (double& value : values) value = std::pow(10, exponent(random));
  const auto lines = lines_of(written(values));
  ASSERT_EQ(lines.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(std::strtod(lines[i].text.c_str(), nullptr), values[i]);
}

TEST(NumberOut, IsPlainWhereItCanBe) {
  EXPECT_EQ(written({0, 300000, 0.0001, 12345.5, 1e-9}), "0\n300000\n0.0001\n12345.5\n1e-09\n");
}

TEST(Utf8, IsTakenOnlyWellFormed) {
  for (const char* good : {"", "abc", "锡澄运河", "é", "\xF0\x9F\x9A\xA2"}) EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad : {"\xFF", "\xC0\x80", "\xE9", "\xE9\x94", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(ShownText, IsFitForATerminal) {
  EXPECT_EQ(shown("a\x1B[31mb\n"), "a?[31mb?");
  const std::string run = "锡澄运河";  // 12 bytes; a cut never falls inside a character
  std::string text;
  for (int i = 0; i < 10; ++i) text += run;
  EXPECT_TRUE(is_utf8(shown(text + "x")));
  EXPECT_LE(shown(text).size(), RowFault::kMaxShownBytes);
}

}  // namespace
}  // namespace quaywatt::server
