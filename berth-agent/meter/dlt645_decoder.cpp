#include "berth-agent/meter/dlt645_decoder.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "berth-agent/meter/dlt645_identifiers.h"

namespace quaywatt::agent::dlt645 {
namespace {

using Payload = std::span<const std::uint8_t>;
using Outcome = std::variant<Meaning, PayloadProblem>;

constexpr std::size_t kIdentifierBytes = 4;
constexpr std::uint8_t kSecurity = 0x03;

struct FunctionName {
  std::uint8_t function;
  std::string_view zh, en;
};

constexpr std::array kFunctions{
    FunctionName{kSecurity, "安全认证", "security authentication"},
    FunctionName{0x08, "广播校时", "broadcast of the time"},
    FunctionName{kReadValue, "读数据", "read"},
    FunctionName{kReadFollowing, "读后续数据", "read of following frame"},
    FunctionName{kReadAddress, "读通信地址", "read of the communication address"},
    FunctionName{0x14, "写数据", "write"},
    FunctionName{0x15, "写通信地址", "write of the communication address"},
    FunctionName{0x16, "冻结命令", "freeze"},
    FunctionName{0x17, "更改通信速率", "change of baud rate"},
    FunctionName{0x18, "修改密码", "change of password"},
    FunctionName{0x19, "最大需量清零", "reset of maximum demand"},
    FunctionName{0x1A, "电表清零", "reset of the meter"},
    FunctionName{0x1B, "事件清零", "reset of events"},
    FunctionName{0x1C, "跳合闸、报警、保电", "switching command"},
};

FunctionName name_of_function(std::uint8_t function) {
  for (const FunctionName& known : kFunctions) {
    if (known.function == function) return known;
  }
  return {function, "未知功能", "unknown function"};
}

struct ErrorBit {
  std::uint8_t mask;
  std::string_view zh, en;
};

constexpr std::array kErrorBits{
    ErrorBit{0x01, "其他错误", "other error"},
    ErrorBit{0x02, "无请求数据", "no such value"},
    ErrorBit{0x04, "密码错或未授权", "wrong password or not authorised"},
    ErrorBit{0x08, "通信速率不能更改", "baud rate cannot be changed"},
    ErrorBit{0x10, "年时区数超", "too many time zones of the year"},
    ErrorBit{0x20, "日时段数超", "too many periods of the day"},
    ErrorBit{0x40, "费率数超", "too many tariffs"},
    ErrorBit{0x80, "保留位", "reserved bit"},
};

PayloadProblem wrong_length(Payload payload, std::size_t expected) {
  return {PayloadProblem::Fault::wrong_length, std::min(payload.size(), expected),
          "数据域长度不符：应为 " + std::to_string(expected) + " 字节，却有 " + std::to_string(payload.size()) + " 字节",
          "data field has " + std::to_string(payload.size()) + " bytes instead of " + std::to_string(expected)};
}

PayloadProblem no_decimal_digits(std::size_t offset, std::uint8_t byte) {
  return {PayloadProblem::Fault::no_decimal_digits, offset, "数据不是 BCD 码：" + hex_byte(byte),
          "not decimal digits (BCD): " + hex_byte(byte)};
}

std::string with_raw(std::string_view sentence, std::string_view label, Payload payload) {
  return std::string(sentence) + (payload.empty() ? "" : std::string(label) + hex_text(payload));
}

bool carries_identifier(const Frame& frame) {
  constexpr std::array<std::uint8_t, 3> kNaming{kSecurity, 0x14, 0x18};  // of these the request names a value
  const bool named = std::find(kNaming.begin(), kNaming.end(), frame.function()) != kNaming.end();
  return named && !frame.from_meter() && frame.payload.size() >= kIdentifierBytes;
}

// Function and bytes as they are, for frames we have no closer words for.
Meaning raw_meaning(const Frame& frame) {
  const FunctionName name = name_of_function(frame.function());
  Meaning meaning;
  if (carries_identifier(frame)) meaning.identifier = identifier_of(frame.payload);
  const bool answers = frame.from_meter();
  meaning.zh = std::string(name.zh) + (!answers ? "：请求" : frame.refuses() ? "：被电表拒绝" : "：应答");
  meaning.en = std::string(name.en) + (!answers ? ": asked" : frame.refuses() ? ": refused by meter" : ": answered");
  meaning.zh = with_raw(meaning.zh, "，数据 ", frame.payload);
  meaning.en = with_raw(meaning.en, ", bytes ", frame.payload);
  return meaning;
}

Outcome refusal(const Frame& frame) {
  if (frame.function() == kSecurity) return raw_meaning(frame);  // its error word has a table of its own
  if (frame.payload.size() != 1) return wrong_length(frame.payload, 1);
  const FunctionName name = name_of_function(frame.function());
  Meaning meaning;
  meaning.zh = std::string(name.zh) + "被电表拒绝：" + refusal_zh(frame.payload[0]);
  meaning.en = std::string(name.en) + " refused by the meter: " + refusal_en(frame.payload[0]);
  return meaning;
}

std::string item_text(const Item& item, std::string_view unit) {
  std::string text = item.text;
  if (!unit.empty() && unit != "1" && item.number) text += " " + std::string(unit);
  if (!item.time.empty()) text += " (" + item.time + ")";
  return text;
}

void describe(Meaning& meaning, const IdentifierMeaning& known) {
  meaning.zh = known.zh;
  meaning.en = known.en;
  for (std::size_t i = 0; i < meaning.items.size(); ++i) {
    const std::string figure = item_text(meaning.items[i], known.unit);
    meaning.zh += known.block ? (i == 0 ? "：" : "，") + item_name_zh(known.axis, i) + " " + figure : " " + figure;
    meaning.en += known.block ? (i == 0 ? ": " : ", ") + item_name_en(known.axis, i) + " " + figure : " " + figure;
  }
}

// How many whole items lie in `bytes`; nullopt when they fit no number of items the identifier can have.
std::optional<std::size_t> item_count(const IdentifierMeaning& known, std::size_t bytes, bool part) {
  const std::size_t size = size_of(known.format);
  if (!known.block) return bytes == size ? std::optional<std::size_t>(1) : std::nullopt;
  const std::size_t count = bytes / size;
  if (count > max_items(known.axis) || (!part && (count == 0 || bytes % size != 0))) return std::nullopt;
  return count;
}

// The length nearest to `bytes` that would do, for the message.
std::size_t nearest_fit(const IdentifierMeaning& known, std::size_t bytes) {
  const std::size_t size = size_of(known.format);
  return size * (known.block ? std::clamp<std::size_t>((bytes + size - 1) / size, 1, max_items(known.axis)) : 1);
}

std::optional<PayloadProblem> decode_items(Meaning& meaning, const IdentifierMeaning& known, Payload values,
                                           std::size_t count) {
  const std::size_t size = size_of(known.format);
  for (std::size_t i = 0; i < count; ++i) {
    auto decoded = decode_item(known.format, values.subspan(i * size, size));
    if (const auto* fault = std::get_if<NoDecimalDigits>(&decoded)) {
      return no_decimal_digits(kIdentifierBytes + i * size + fault->offset, fault->byte);
    }
    auto& item = std::get<Item>(decoded);
    if (item.left_empty && !known.block) return no_decimal_digits(kIdentifierBytes + i * size, values[i * size]);
    meaning.items.push_back(std::move(item));
  }
  return std::nullopt;
}

Meaning unknown_identifier(std::uint32_t identifier, Payload values) {
  Meaning meaning;
  meaning.identifier = identifier;
  const std::string name = hex_identifier(identifier);
  meaning.zh = with_raw("未知数据标识 " + name, "，原始数据 ", values);
  meaning.en = with_raw("unknown identifier " + name, ", raw bytes ", values);
  return meaning;
}

// An answer with values. `part`: more frames follow or this is a later one, so a block need not be whole here.
Outcome answer(const Frame& frame, Payload values, bool part) {
  const auto identifier = identifier_of(frame.payload);
  const auto known = meaning_of(*identifier);
  if (!known) return unknown_identifier(*identifier, values);
  const auto count = item_count(*known, values.size(), part);
  if (!count) return wrong_length(frame.payload, kIdentifierBytes + nearest_fit(*known, values.size()));
  Meaning meaning;
  meaning.identifier = identifier;
  meaning.block = known->block;
  meaning.unit = known->unit;
  if (auto problem = decode_items(meaning, *known, values, *count)) return *problem;
  describe(meaning, *known);
  return meaning;
}

Outcome read_answer(const Frame& frame) {
  if (frame.payload.size() < kIdentifierBytes) return wrong_length(frame.payload, kIdentifierBytes);
  auto outcome = answer(frame, Payload(frame.payload).subspan(kIdentifierBytes), frame.more_follows());
  if (auto* meaning = std::get_if<Meaning>(&outcome); meaning != nullptr && frame.more_follows()) {
    meaning->zh += "（后续还有数据）";
    meaning->en += " (more follows)";
  }
  return outcome;
}

// A later frame of a block: which items it holds is known only to who has read the earlier ones, so they go unnamed.
Outcome following_answer(const Frame& frame) {
  if (frame.payload.size() < kIdentifierBytes + 1) return wrong_length(frame.payload, kIdentifierBytes + 1);
  const auto identifier = identifier_of(frame.payload);
  const auto known = meaning_of(*identifier);
  const auto values = Payload(frame.payload).subspan(kIdentifierBytes, frame.payload.size() - kIdentifierBytes - 1);
  const std::string sequence = std::to_string(frame.payload.back());
  Meaning meaning = unknown_identifier(*identifier, values);
  if (known && values.size() % size_of(known->format) == 0) {
    meaning = {identifier, true, {}, std::string(known->unit), known->zh, known->en};
    if (auto problem = decode_items(meaning, *known, values, values.size() / size_of(known->format))) return *problem;
    for (const Item& item : meaning.items) {
      meaning.zh += " " + item_text(item, known->unit);
      meaning.en += " " + item_text(item, known->unit);
    }
  }
  meaning.zh += "（后续帧 " + sequence + (frame.more_follows() ? "，后续还有数据）" : "）");
  meaning.en += " (following frame " + sequence + (frame.more_follows() ? ", more follows)" : ")");
  return meaning;
}

Outcome read_request_meaning(const Frame& frame) {
  const std::size_t least = kIdentifierBytes + (frame.function() == kReadFollowing ? 1 : 0);
  if (frame.payload.size() < least) return wrong_length(frame.payload, least);
  Meaning meaning;
  meaning.identifier = identifier_of(frame.payload);
  const auto known = meaning_of(*meaning.identifier);
  const std::string name = hex_identifier(*meaning.identifier);
  meaning.zh = "读" + (known ? known->zh + " (" + name + ")" : "未知数据标识 " + name);
  meaning.en = "read " + (known ? known->en + " (" + name + ")" : "unknown identifier " + name);
  const auto rest = Payload(frame.payload).subspan(kIdentifierBytes);
  if (frame.function() == kReadFollowing) {
    meaning.zh += "，后续帧 " + std::to_string(rest[0]);
    meaning.en += ", following frame " + std::to_string(rest[0]);
  } else {
    meaning.zh = with_raw(meaning.zh, "，参数 ", rest);
    meaning.en = with_raw(meaning.en, ", arguments ", rest);
  }
  return meaning;
}

Outcome address_meaning(const Frame& frame) {
  const std::size_t expected = frame.from_meter() ? kAddressBytes : 0;
  if (frame.payload.size() != expected) return wrong_length(frame.payload, expected);
  Meaning meaning;
  if (!frame.from_meter()) {
    meaning.zh = "读通信地址";
    meaning.en = "read the communication address";
    return meaning;
  }
  Address address;
  std::reverse_copy(frame.payload.begin(), frame.payload.end(), address.printed.begin());
  meaning.zh = "通信地址 " + address.text();
  meaning.en = "communication address " + address.text();
  return meaning;
}

}  // namespace

Outcome meaning_of(const Frame& frame) {
  if (frame.from_meter() && frame.refuses()) return refusal(frame);
  switch (frame.function()) {
    case kReadValue: return frame.from_meter() ? read_answer(frame) : read_request_meaning(frame);
    case kReadFollowing: return frame.from_meter() ? following_answer(frame) : read_request_meaning(frame);
    case kReadAddress: return address_meaning(frame);
    default: return raw_meaning(frame);
  }
}

std::string refusal_zh(std::uint8_t error_bits) {
  std::string text;
  for (const ErrorBit& bit : kErrorBits) {
    if ((error_bits & bit.mask) != 0) text += (text.empty() ? "" : "、") + std::string(bit.zh);
  }
  return (text.empty() ? "未说明原因" : text) + " (" + hex_byte(error_bits) + ")";
}

std::string refusal_en(std::uint8_t error_bits) {
  std::string text;
  for (const ErrorBit& bit : kErrorBits) {
    if ((error_bits & bit.mask) != 0) text += (text.empty() ? "" : ", ") + std::string(bit.en);
  }
  return (text.empty() ? "no reason given" : text) + " (" + hex_byte(error_bits) + ")";
}

}  // namespace quaywatt::agent::dlt645
