#pragma once
// A batch on its way from agent to server, and the receipt on its way back.
// Body (after gunzip): one header line of JSON, then the ledger lines, each ended by one LF.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/ledger/acceptance.h"
#include "domain/ledger/ledger_position.h"
#include "domain/time/instant.h"
#include "schema/wire/signature.h"

namespace quaywatt::wire {

inline constexpr std::string_view kLedgerPath = "/agent/v1/ledger";       ///< POST a batch, gzip
inline constexpr std::string_view kHeadPath = "/agent/v1/head";           ///< GET: "what do you hold of mine?"
inline constexpr std::string_view kBatchContentType = "application/x-ndjson";

inline constexpr std::size_t kBatchMaxLines = 1000;
inline constexpr std::size_t kBatchMaxBytes = 2 * 1024 * 1024;            ///< before gzip
inline constexpr std::size_t kBatchMaxCompressedBytes = 512 * 1024;       ///< on the wire
inline constexpr std::size_t kGzipMaxRatio = 200;                         ///< ledger lines reach about 20
inline constexpr std::size_t kAnswerMaxBytes = 64 * 1024;

/// "Held up to seq N of epoch E with head H, my time T", signed by the server.
struct Receipt {
  std::string agent;
  domain::LedgerPosition held;
  domain::Head head;
  domain::Instant server_time{};
  std::string key_id;      ///< which of the server's receipt keys
  std::string signature;   ///< base64
};

struct Batch {
  std::string agent;             ///< not in the body: the certificate says it; part of the signed text
  std::uint32_t epoch = 0;
  std::uint64_t first_seq = 0;
  std::uint64_t last_seq = 0;
  domain::Head head_before;
  domain::Head head_after;
  std::string signature;         ///< base64 Ed25519 over signed_text
  std::vector<std::string> lines;
  /// Of what this agent ever had receipted, the farthest: beside the signed text, being signed itself by the server.
  /// It tells a server that lost what it held (faults D8, D9, X6).
  std::optional<Receipt> farthest_receipt = {};
};

/// "quaywatt batch 1" LF agent LF epoch LF first LF last LF head_before LF head_after LF
std::string signed_text(const Batch& batch);

/// Computes heads and signs. Lines must be the consecutive lines from first_seq on, at least one and at most
/// kBatchMaxLines; a line `key_changed` may only be the last (examine_batch).
Batch make_batch(std::string agent, std::uint32_t epoch, std::uint64_t first_seq, domain::Head head_before,
                 std::vector<std::string> lines, const SigningKey& key);

/// Header and lines as NDJSON, not compressed.
std::string encode_batch(const Batch& batch);

/// Where framing is wrong: the whole batch is refused (fault N10).
struct FramingDefect {
  std::string reason;      ///< too_large, bad_header, bad_count, line_too_long, truncated; the link adds bad_gzip
  std::size_t line = 0;    ///< 1-based line of the body (the header is line 1), 0 when none
  std::string text;        ///< for people
};

/// Reads a body already decompressed. The agent's name comes from its certificate. The lines themselves may be any
/// bytes within the limits: what they mean, UTF-8 included, is for decode_line, one by one (fault A10).
std::variant<Batch, FramingDefect> decode_batch(std::string_view body, std::string_view agent);

/// Everything `judge_batch` wants to know of the batch itself: heads, signature, chain, the opening of its epoch.
/// `key` must be the one in force at the batch's last line (LINES.md, "Batches"). A batch that goes on after a
/// `key_changed` counts as not signed, because its end belongs to the new key.
domain::ArrivedBatch examine_batch(const Batch& batch, const PublicKey& key);

/// gzip with a limit on what comes out; nullopt: not gzip, truncated, trailing bytes (a second member too), larger
/// than `max_bytes` or, beyond 64 KiB, than kGzipMaxRatio times what came in. Never holds more than that in memory.
std::string gzip(std::string_view bytes);
std::optional<std::string> gunzip(std::string_view bytes, std::size_t max_bytes);

/// "quaywatt receipt 1" LF agent LF epoch LF seq LF head LF server_time_ms LF key_id LF
std::string signed_text(const Receipt& receipt);

/// The server's answer to a batch or to "what do you hold?": verdict and, always, a signed receipt of what is held.
struct BatchAnswer {
  std::string verdict;                 ///< the BatchVerdict's name, "held" for a question, or a FramingDefect reason
  std::string text;                    ///< for people, zh and en; may be empty
  std::optional<std::uint64_t> line;   ///< place of a framing defect
  Receipt receipt;                     ///< without signature only where the server knows no such agent
  std::vector<std::uint64_t> set_aside;///< seqs of this batch whose meaning was refused (count for screen T9)
};

/// Throws std::invalid_argument for what LINES.md does not allow.
std::string encode_answer(const BatchAnswer& answer);
/// nullopt: not our answer at all (captive portal, fault N6). The receipt's signature is for the caller to verify.
std::optional<BatchAnswer> decode_answer(std::string_view body);

/// HTTP status of an answer: 200 for held, accepted and already_held (LINES.md, "Answers").
int http_status_of(std::string_view verdict);

std::string_view verdict_name(domain::BatchVerdict verdict);
std::optional<domain::BatchVerdict> verdict_from_name(std::string_view name);

}  // namespace quaywatt::wire
