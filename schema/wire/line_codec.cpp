#include "schema/wire/line_codec.h"

#include <algorithm>
#include <stdexcept>

#include "schema/wire/field_reader.h"
#include "schema/wire/field_writer.h"
#include "schema/wire/line_fields.h"

namespace quaywatt::wire {
namespace {

constexpr std::int64_t kLineVersion = 1;
constexpr std::int64_t kEpochMax = 0xFFFF'FFFF;

/// In the order of LineBody's alternatives.
constexpr std::array<std::string_view, 21> kKinds{
    "epoch_opened",        "key_changed",    "program_started", "reading",           "meter_silent",
    "stay_registered",     "stay_ended",     "checklist_completed", "supply_started", "supply_resumed",
    "supply_stopped",      "declared",       "declaration_ended", "confirmed",       "fault_opened",
    "fault_closed",        "meter_exchanged", "clock_adjusted", "shift_changed",     "corrected",
    "alarm"};
static_assert(kKinds.size() == std::variant_size_v<domain::LineBody>);

template <std::size_t... Index>
domain::LineBody empty_body(std::size_t kind, std::index_sequence<Index...>) {
  domain::LineBody body;
  ((kind == Index ? static_cast<void>(body.emplace<Index>()) : void()), ...);
  return body;
}

/// Who may write a kind (LINES.md, "Actors"): the device alone, people alone, or both.
enum class WrittenBy { device, people, both };

struct WriterOf {
  template <typename Body>
  WrittenBy operator()(const Body&) const { return WrittenBy::both; }
  WrittenBy operator()(const domain::EpochOpened&) const { return WrittenBy::device; }
  WrittenBy operator()(const domain::KeyChanged&) const { return WrittenBy::device; }
  WrittenBy operator()(const domain::ProgramStarted&) const { return WrittenBy::device; }
  WrittenBy operator()(const domain::MeterSilent&) const { return WrittenBy::device; }
  WrittenBy operator()(const domain::AlarmNoted&) const { return WrittenBy::device; }
  WrittenBy operator()(const domain::ChecklistCompleted&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::Declared&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::Confirmed&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::FaultOpened&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::FaultClosed&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::MeterExchanged&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::ShiftChanged&) const { return WrittenBy::people; }
  WrittenBy operator()(const domain::Corrected&) const { return WrittenBy::people; }
};

void check_actor(const domain::LedgerLine& line, FieldContext& context) {
  const bool device = line.actor.role == domain::ActorRole::device;
  const WrittenBy allowed = std::visit(WriterOf{}, line.body);
  if (allowed == WrittenBy::both || (allowed == WrittenBy::device) == device) return;
  context.fail("wrong_actor", "/actor/role",
               device ? "此行须由人员记录 / this kind is written by people"
                      : "此行只由设备记录 / this kind is written by the device alone");
}

void check_opening(const domain::LedgerLine& line, FieldContext& context) {
  const auto* opened = std::get_if<domain::EpochOpened>(&line.body);
  if (opened == nullptr) return;
  if (line.position.seq != 1) context.fail("bad_value", "/seq", "纪元只由第 1 行开启 / an epoch opens with its line 1");
  if (opened->previous && opened->previous->last.epoch >= line.position.epoch) {
    context.fail("forward_reference", "/previous/last", "应属更早的纪元 / must lie in an earlier epoch");
  }
}

template <typename F, Is<domain::LedgerPosition> P>
void describe_position(F& f, P& position) {
  f.required("epoch", position.epoch, Range{1, kEpochMax});
  f.required("seq", position.seq, Range{1, kIntegerMax});
}

template <typename F, Is<domain::LedgerLine> L>
void describe_circumstances(F& f, L& line) {
  f.required("at", line.at);
  f.required("boot", line.boot, HexText{16});
  f.required("mono_ms", line.mono, Range{0, kIntegerMax});
  f.required("sync", line.sync);
  f.required("actor", line.actor);
  f.optional("request", line.request, Text{});
}

std::optional<LineDefect> write_line(const domain::LedgerLine& line, std::string& out) {
  FieldContext context;
  FieldWriter f(out, context);
  f.required("v", kLineVersion, Range{});
  describe_position(f, line.position);
  context.position = line.position;
  f.required("kind", std::string(kind_name(line.body)), Text{});
  describe_circumstances(f, line);
  std::visit([&](const auto& body) { describe(f, body); }, line.body);
  f.close();
  check_actor(line, context);
  check_opening(line, context);
  if (out.size() > kLineMaxBytes) context.fail("too_long", "", "整行超过 8192 字节 / the line exceeds 8192 bytes");
  return context.defect;
}

/// Version and kind say how the rest is to be read.
void read_kind(FieldReader& f, FieldContext& context, domain::LineBody& body) {
  std::int64_t version = 0;
  std::string kind;
  f.required("v", version, Range{});
  if (f.sound() && version != kLineVersion) {
    return context.fail("unknown_version", "/v", "不认识的版本 / a version this program does not know");
  }
  f.required("kind", kind, Text{});
  const auto* const found = std::find(kKinds.begin(), kKinds.end(), kind);
  if (f.sound() && found == kKinds.end()) {
    return context.fail("unknown_kind", "/kind", "不认识的行类 / a kind of line this program does not know");
  }
  body = empty_body(static_cast<std::size_t>(found - kKinds.begin()), std::make_index_sequence<kKinds.size()>());
}

std::optional<LineDefect> read_line(const JsonNode& object, domain::LedgerLine& line) {
  FieldContext context;
  FieldReader f(object, context);
  read_kind(f, context, line.body);
  describe_position(f, line.position);
  context.position = line.position;
  describe_circumstances(f, line);
  if (f.sound()) std::visit([&](auto& body) { describe(f, body); }, line.body);
  if (f.sound()) check_actor(line, context);
  if (f.sound()) check_opening(line, context);
  return context.defect;
}

}  // namespace

std::string encode_line(const domain::LedgerLine& line) {
  std::string out;
  const auto defect = write_line(line, out);
  if (defect) throw std::invalid_argument("ledger line: " + defect->pointer + ": " + defect->text);
  return out;
}

std::optional<LineDefect> defect_of(const domain::LedgerLine& line) {
  std::string out;
  return write_line(line, out);
}

std::variant<domain::LedgerLine, LineDefect> decode_line(std::string_view text) {
  if (text.size() > kLineMaxBytes) return LineDefect{"too_long", "", "整行超过 8192 字节 / the line exceeds 8192 bytes"};
  const auto parsed = parse_json(text, kLineMaxDepth);
  if (const auto* defect = std::get_if<Defect>(&parsed)) return *defect;
  const auto& node = std::get<JsonNode>(parsed);
  if (node.type != JsonNode::Type::object) return LineDefect{"wrong_type", "", "应为对象 / an object is wanted here"};
  domain::LedgerLine line;
  if (auto defect = read_line(node, line)) return *defect;
  return line;
}

std::variant<domain::LedgerLine, LineDefect> decode_line(std::string_view text,
                                                         const domain::LedgerPosition& expected) {
  auto decoded = decode_line(text);
  const auto* line = std::get_if<domain::LedgerLine>(&decoded);
  if (line == nullptr || line->position == expected) return decoded;
  return LineDefect{"wrong_position", line->position.epoch == expected.epoch ? "/seq" : "/epoch",
                    "与其在账本中的位置不符 / names another position than the one it stands at"};
}

std::string_view kind_name(const domain::LineBody& body) { return kKinds[body.index()]; }

}  // namespace quaywatt::wire
