#include "berth-agent/cli/meter_decode.h"

#include <algorithm>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>
#include <variant>
#include <vector>

#include "berth-agent/cli/hex_bytes.h"
#include "berth-agent/meter/dlt645_decoder.h"
#include "berth-agent/meter/dlt645_frame.h"

namespace quaywatt::agent {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kMaxLineCharacters = 64 * 1024;
constexpr std::string_view kProtocol = "dlt645-2007";
constexpr std::string_view kUsage =
    "用法 / usage: quaywatt-agent meter decode --protocol dlt645-2007 [FRAME… | -]\n"
    "  无 FRAME 或 \"-\" 时每行读一帧 / without FRAME, or with \"-\", a frame a line from stdin\n";

struct FrameError {
  std::string_view reason;
  std::string_view place_name;  // "byte", "character" or "line"
  std::size_t place = 0;
  std::string zh, en;
};

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Figures go out with the digits the meter sent: a double would add noise or drop a closing zero.
std::string figure(const dlt645::Item& item) { return item.number ? format_decimal(*item.number) : "null"; }

std::string value_list(const dlt645::Meaning& meaning) {
  if (!meaning.block) return "null";
  std::string list;
  for (const dlt645::Item& item : meaning.items) list += (list.empty() ? "" : ", ") + figure(item);
  return "[" + list + "]";
}

std::string frame_line(const dlt645::Frame& frame, const dlt645::Meaning& meaning) {
  const bool single = !meaning.block && !meaning.items.empty();
  return "{\"address\": " + json_text(frame.address.text()) +
         ", \"control\": " + json_text(dlt645::hex_byte(frame.control)) +
         ", \"di\": " + (meaning.identifier ? json_text(dlt645::hex_identifier(*meaning.identifier)) : "null") +
         ", \"value\": " + (single ? figure(meaning.items.front()) : "null") + ", \"values\": " + value_list(meaning) +
         ", \"unit\": " + (meaning.unit.empty() ? "null" : json_text(meaning.unit)) +
         ", \"text\": " + json_text(meaning.zh + " / " + meaning.en) + "}";
}

std::string error_line(const FrameError& error, int line) {
  return "{\"error\": {\"reason\": " + json_text(error.reason) +
         (line > 0 ? ", \"line\": " + std::to_string(line) : "") + ", " + json_text(error.place_name) + ": " +
         std::to_string(error.place) + ", \"zh\": " + json_text(error.zh) + ", \"en\": " + json_text(error.en) + "}}";
}

std::string_view reason_of(dlt645::FrameFault fault) {
  switch (fault) {
    case dlt645::FrameFault::no_start: return "no_start";
    case dlt645::FrameFault::truncated: return "truncated";
    case dlt645::FrameFault::no_second_start: return "no_second_start";
    case dlt645::FrameFault::too_long: return "too_long";
    case dlt645::FrameFault::no_end: return "no_end";
    case dlt645::FrameFault::checksum: return "checksum_mismatch";
  }
  return "no_start";
}

FrameError from(const dlt645::FrameProblem& problem) {
  return {reason_of(problem.fault), "byte", problem.offset, problem.zh, problem.en};
}

FrameError from(const dlt645::PayloadProblem& problem, const dlt645::FoundFrame& found) {
  const std::size_t place = found.start + dlt645::kPayloadPlace + problem.offset;
  const bool length = problem.fault == dlt645::PayloadProblem::Fault::wrong_length;
  return {length ? "wrong_data_length" : "not_bcd", "byte", place,
          problem.zh + "（第 " + std::to_string(place) + " 字节）", problem.en + " (byte " + std::to_string(place) + ")"};
}

FrameError trailing(std::size_t from, Bytes rest) {
  constexpr std::size_t kShown = 16;
  const std::string count = std::to_string(rest.size());
  const std::string shown = dlt645::hex_text(rest.first(std::min(kShown, rest.size())));
  return {"bytes_after_end", "byte", from,
          "帧结束后自第 " + std::to_string(from) + " 字节起多出 " + count + " 字节：" + shown,
          count + " bytes after the end of the frame, from byte " + std::to_string(from) + ": " + shown};
}

// Where to go on after bytes that are no frame: behind a frame whose checksum is wrong, else at the next good frame.
std::size_t next_place(Bytes bytes, std::size_t from, const dlt645::FrameProblem& problem) {
  if (problem.fault == dlt645::FrameFault::checksum) return problem.offset + 2;
  for (std::size_t at = from + 1; at < bytes.size(); ++at) {
    if (bytes[at] == 0x68 && std::holds_alternative<dlt645::FoundFrame>(dlt645::parse_frame(bytes, at))) return at;
  }
  return bytes.size();
}

bool decode_bytes(Bytes bytes, int line, std::ostream& out) {
  bool good = true;
  std::size_t at = 0;
  do {
    auto parsed = dlt645::parse_frame(bytes, at);
    if (const auto* problem = std::get_if<dlt645::FrameProblem>(&parsed)) {
      const std::size_t next = next_place(bytes, at, *problem);
      const bool after_end = at > 0 && problem->fault == dlt645::FrameFault::no_start;
      out << error_line(after_end ? trailing(at, bytes.subspan(at, next - at)) : from(*problem), line) << '\n';
      good = false;
      at = next;
      continue;
    }
    const auto& found = std::get<dlt645::FoundFrame>(parsed);
    auto meaning = dlt645::meaning_of(found.frame);
    if (const auto* problem = std::get_if<dlt645::PayloadProblem>(&meaning)) {
      out << error_line(from(*problem, found), line) << '\n';
      good = false;
    } else {
      out << frame_line(found.frame, std::get<dlt645::Meaning>(meaning)) << '\n';
    }
    at = found.end;
  } while (at < bytes.size());
  return good;
}

// A line of at most kMaxLineCharacters; what is longer is dropped to its end and marked.
bool read_line(std::istream& in, std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  char c = 0;
  while (in.get(c)) {
    if (c == '\n') return true;
    if (line.size() < kMaxLineCharacters) line += c;
    else too_long = true;
  }
  return !line.empty();
}

bool decode_stream(std::istream& in, std::ostream& out) {
  bool good = true;
  std::string text;
  bool too_long = false;
  for (int line = 1; read_line(in, text, too_long); ++line) {
    if (too_long) {
      out << error_line({"line_too_long", "character", kMaxLineCharacters, "此行超过 65536 个字符",
                         "line longer than 65536 characters"}, line) << '\n';
      good = false;
    } else if (text.find_first_not_of(" \t\r") != std::string::npos) {
      good = decode_dlt645_text(text, line, out) && good;
    }
  }
  return good;
}

}  // namespace

bool decode_dlt645_text(const std::string& text, int line, std::ostream& out) {
  const auto bytes = parse_hex_bytes(text);
  if (const auto* problem = std::get_if<HexProblem>(&bytes)) {
    out << error_line({"not_hex", "character", problem->character, problem->zh, problem->en}, line) << '\n';
    return false;
  }
  return decode_bytes(std::get<std::vector<std::uint8_t>>(bytes), line, out);
}

int run_meter_decode(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  std::string protocol, frames;
  bool from_stdin = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--protocol" && i + 1 < arguments.size()) {
      protocol = arguments[++i];
    } else if (argument.starts_with("--")) {
      err << "不认识的参数 / unknown argument: " << argument << '\n' << kUsage;
      return 2;
    } else if (argument != "-") {
      frames += (frames.empty() ? "" : " ") + argument;
      from_stdin = false;
    }
  }
  if (protocol != kProtocol) {
    err << "请以 --protocol 指明规约 dlt645-2007 / name the protocol with --protocol: dlt645-2007\n" << kUsage;
    return 2;
  }
  const bool good = from_stdin ? decode_stream(in, out) : decode_dlt645_text(frames, 0, out);
  return good ? 0 : 1;
}

}  // namespace quaywatt::agent
