// `meter decode`: one line of JSON a frame, errors with reason and place, exit status.

#include "berth-agent/cli/meter_decode.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "berth-agent/cli/meter_commands.h"
#include "berth-agent/cli/program.h"
#include "tests/unit/meter/testing_words.h"

namespace quaywatt::agent {
namespace {

const char* const kAnswer = "68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 16";

struct Said {
  int status = 0;
  std::string out, err;
  std::vector<nlohmann::json> lines;
};

Said decode(std::vector<std::string> frames, const std::string& in = "") {
  std::vector<std::string> arguments{"decode", "--protocol", "dlt645-2007"};
  arguments.insert(arguments.end(), frames.begin(), frames.end());
  std::istringstream input(in);
  std::ostringstream out, err;
  Said said;
  said.status = run_meter_command(arguments, input, out, err);
  said.out = out.str();
  said.err = err.str();
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);) said.lines.push_back(nlohmann::json::parse(line));
  return said;
}

TEST(MeterDecode, PrintsTheFrameAsPromised) {
  const Said said = decode({kAnswer});
  EXPECT_EQ(said.status, 0);
  EXPECT_EQ(said.out,
            "{\"address\": \"000000000161\", \"control\": \"91\", \"di\": \"00010000\", \"value\": 0.26, "
            "\"values\": null, \"unit\": \"kWh\", "
            "\"text\": \"正向有功总电能 0.26 kWh / forward active energy total 0.26 kWh\"}\n");
}

TEST(MeterDecode, FiguresKeepTheirDigits) {
  // 1.00 kWh and 0.10 kWh: no double could keep the closing zeros.
  const Said said = decode({"68 61 01 00 00 00 00 68 91 0C 33 32 34 33 33 34 33 33 43 33 33 33 00 16"});
  const auto expected = said.lines.at(0)["error"]["en"].get<std::string>();
  EXPECT_NE(expected.find("checksum"), std::string::npos);
  const Said good = decode({"68 61 01 00 00 00 00 68 91 0C 33 32 34 33 33 34 33 33 43 33 33 33 44 16"});
  EXPECT_NE(good.out.find("\"value\": null, \"values\": [1.00, 0.10]"), std::string::npos) << good.out;
}

TEST(MeterDecode, RequestsHaveNoValue) {
  const Said said = decode({"68 61 01 00 00 00 00 68 11 04 33 33 34 33 14 16"});
  const auto& line = said.lines.at(0);
  EXPECT_EQ(line["di"], "00010000");
  EXPECT_TRUE(line["value"].is_null());
  EXPECT_TRUE(line["values"].is_null());
  EXPECT_TRUE(line["unit"].is_null());
}

TEST(MeterDecode, HexMayBeWrittenInManyWays) {
  const std::string expected = decode({kAnswer}).out;
  for (const char* text :
       {"6861010000000068910833333433593333338A16", "6861010000000068910833333433593333338a16",
        "0x6861010000000068910833333433593333338A16", "  68610100 000000689108333334335933 33338A16\r",
        "0x68 0x61 0x01 0x00 0x00 0x00 0x00 0x68 0x91 0X08 0x33 0x33 0x34 0x33 0x59 0x33 0x33 0x33 "
        "0x8a 0x16"}) {
    EXPECT_EQ(decode({text}).out, expected) << text;
  }
  EXPECT_EQ(decode({"68", "61", "01", "00", "00", "00", "00", "68", "91", "08", "33", "33", "34", "33", "59", "33",
                    "33", "33", "8A", "16"}).out, expected);
}

TEST(MeterDecode, SeveralFramesGiveALineEach) {
  const Said said = decode({std::string("FE FE ") + kAnswer + " FE " + kAnswer});
  EXPECT_EQ(said.status, 0);
  EXPECT_EQ(said.lines.size(), 2U);
}

struct Bad {
  const char* text;
  const char* reason;
  const char* place_name;
  int place;
};

void PrintTo(const Bad& shown, std::ostream* out) { *out << testing_words(shown.text); }

class MeterDecodeRefuses : public testing::TestWithParam<Bad> {};

TEST_P(MeterDecodeRefuses, WithReasonAndPlace) {
  const Said said = decode({GetParam().text});
  EXPECT_EQ(said.status, 1);
  ASSERT_FALSE(said.lines.empty());
  const auto& error = said.lines.back().contains("error") ? said.lines.back()["error"] : said.lines.front()["error"];
  EXPECT_EQ(error["reason"], GetParam().reason) << said.out;
  EXPECT_EQ(error[GetParam().place_name], GetParam().place) << said.out;
  EXPECT_FALSE(error["zh"].get<std::string>().empty());
  EXPECT_FALSE(error["en"].get<std::string>().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Everything, MeterDecodeRefuses,
    testing::Values(
        Bad{"68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8B 16", "checksum_mismatch", "byte", 18},
        Bad{"68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33", "truncated", "byte", 16},
        Bad{"68", "truncated", "byte", 1},
        Bad{"68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 17", "no_end", "byte", 19},
        Bad{"68 61 01 00 00 00 00 67 91 08 33 33 34 33 59 33 33 33 8A 16", "no_second_start", "byte", 7},
        Bad{"68 61 01 00 00 00 00 68 91 FF", "too_long", "byte", 9},
        Bad{"01 02", "no_start", "byte", 0},
        Bad{"", "no_start", "byte", 0},
        Bad{"FE FE", "no_start", "byte", 2},
        Bad{"68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 16 00 01", "bytes_after_end", "byte", 20},
        Bad{"68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 3D 33 33 94 16", "not_bcd", "byte", 15},
        Bad{"68 61 01 00 00 00 00 68 91 07 33 33 34 33 59 33 33 56 16", "wrong_data_length", "byte", 17},
        Bad{"68 6", "not_hex", "character", 3},
        Bad{"68 zz", "not_hex", "character", 3},
        Bad{"0x", "not_hex", "character", 0}));

TEST(MeterDecode, ABadFrameDoesNotHideTheGoodOnesAroundIt) {
  const std::string bad = "68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8B 16 ";
  const Said said = decode({bad + bad + kAnswer + " 00 FF " + kAnswer});
  EXPECT_EQ(said.status, 1);
  ASSERT_EQ(said.lines.size(), 5U);
  EXPECT_EQ(said.lines[1]["error"]["byte"], 38);
  EXPECT_EQ(said.lines[2]["value"], 0.26);
  EXPECT_EQ(said.lines[3]["error"]["en"], "2 bytes after the end of the frame, from byte 60: 00 ff");
  EXPECT_EQ(said.lines[4]["value"], 0.26);
}

TEST(MeterDecode, ReadsAFrameALineFromStandardInput) {
  const std::string in = std::string(kAnswer) + "\n\n  \nrubbish\n" + kAnswer;
  for (const auto& arguments : {std::vector<std::string>{}, std::vector<std::string>{"-"}}) {
    const Said said = decode(arguments, in);
    EXPECT_EQ(said.status, 1);
    ASSERT_EQ(said.lines.size(), 3U);
    EXPECT_EQ(said.lines[1]["error"]["line"], 4);
    EXPECT_EQ(said.lines[2]["value"], 0.26);
  }
  EXPECT_EQ(decode({}, kAnswer).status, 0);
}

TEST(MeterDecode, ALineWithoutEndIsNotKept) {
  const Said said = decode({}, std::string(200'000, '6') + "\n" + kAnswer);
  ASSERT_EQ(said.lines.size(), 2U);
  EXPECT_EQ(said.lines[0]["error"]["reason"], "line_too_long");
  EXPECT_EQ(said.lines[1]["value"], 0.26);
}

TEST(MeterDecode, WrongCallsSayHowToCall) {
  std::istringstream in;
  std::ostringstream out, err;
  const std::vector<std::vector<std::string>> wrong{
      {}, {"decode"}, {"decode", kAnswer}, {"decode", "--protocol", "dlt645-1997"}, {"decode", "--protocol"},
      {"decode", "--protocol", "dlt645-2007", "--fast"}, {"dance"}, {"read"}, {"read", "--config"}};
  for (const auto& arguments : wrong) {
    err.str("");
    EXPECT_EQ(run_meter_command(arguments, in, out, err), 2);
    EXPECT_NE(err.str().find("usage"), std::string::npos);
  }
  EXPECT_TRUE(out.str().empty());
}

// The frames the port's engineers collected, with their meanings; they lie beside the product, not in it.
TEST(MeterDecode, AllCollectedFramesDecode) {
  const std::filesystem::path file =
      std::filesystem::path(QUAYWATT_SOURCE_DIR) / "../shared/data/meters/dlt645_2007_frames.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const auto frames = nlohmann::json::parse(std::ifstream(file));
  ASSERT_FALSE(frames.empty());
  for (const auto& frame : frames) {
    const Said said = decode({frame["frame"].get<std::string>()});
    ASSERT_EQ(said.lines.size(), 1U) << frame["frame"];
    EXPECT_EQ(said.lines[0]["address"], frame["address"]);
    EXPECT_EQ(said.lines[0]["control"], frame["control"]);
    EXPECT_EQ(said.lines[0]["di"], frame["di"]);
    const auto meaning = frame["meaning"].get<std::string>();  // "0.26 kWh", "100.26 kvarh (00030000)", "read …"
    const std::string figure = meaning.substr(0, meaning.find(" ("));
    if (meaning.starts_with("read")) continue;
    EXPECT_NE(said.lines[0]["text"].get<std::string>().find(" " + figure), std::string::npos) << said.out << meaning;
  }
}

TEST(AgentProgram, AnswersVersionHelpAndUnknownCommands) {
  std::istringstream in;
  std::ostringstream out, err;
  EXPECT_EQ(run_program(all_commands(), std::vector<std::string>{"--version"}, in, out, err), 0);
  EXPECT_EQ(out.str(), "quaywatt-agent " QUAYWATT_VERSION "\n");
  EXPECT_EQ(run_program(all_commands(), std::vector<std::string>{"--help"}, in, out, err), 0);
  EXPECT_TRUE(err.str().empty());
  EXPECT_EQ(run_program(all_commands(), std::vector<std::string>{"dance"}, in, out, err), 2);
  EXPECT_EQ(run_program(all_commands(), {}, in, out, err), 2);
  EXPECT_NE(err.str().find("meter"), std::string::npos);
}

TEST(AgentProgram, A11_RefusedSettingsEndWithTwoAndNameFileLineAndKey) {
  const auto file = std::filesystem::path(testing::TempDir()) / "refused_agent.toml";
  std::ofstream(file)
      << "[[meter]]\nid = \"M1\"\nprotocol = \"modbus-tcp\"\nhost = \"x\"\nregister_map = \"y\"\nunitt = 3\n";
  std::istringstream in;
  std::ostringstream out, err;
  const std::vector<std::string> arguments{"meter", "read", "--config", file.string()};
  EXPECT_EQ(run_program(all_commands(), arguments, in, out, err), 2);
  EXPECT_NE(err.str().find("refused_agent.toml:6: meter[0].unitt"), std::string::npos) << err.str();
  EXPECT_NE(err.str().find("did you mean unit?"), std::string::npos);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace quaywatt::agent
