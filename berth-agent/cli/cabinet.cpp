#include "berth-agent/cli/cabinet.h"

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "berth-agent/enrol/durable_file.h"
#include "berth-agent/enrol/key_change.h"
#include "berth-agent/meter/meter_factory.h"
#include "berth-agent/uplink/epoch_at_start.h"
#include "berth-agent/uplink/receipt_comparison.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

constexpr domain::Millis kHelloPatience{3'000};

std::filesystem::path made(const std::filesystem::path& state_dir) {
  std::filesystem::create_directories(state_dir);
  return state_dir;
}

/// A shortened clock must not jump back when the program starts again: the first start's instant is kept.
std::optional<domain::Instant> anchor_for(const AgentConfig& config) {
  if (config.clock_scale == 1 || config.clock_anchor) return config.clock_anchor;
  const std::filesystem::path kept = config.state_dir / "clock-anchor";
  if (const auto text = read_whole(kept)) {
    if (const auto anchor = domain::parse_instant(*text)) return anchor;
  }
  const domain::Instant anchor = SystemAgentClock().now().wall;
  write_durably(kept, domain::format_instant(anchor), kReadable);
  return anchor;
}

Identity identity_for(const AgentConfig& config) {
  auto identity = load_identity(config.state_dir);
  if (!identity) {
    throw std::runtime_error("本机尚未注册,请先运行 quaywatt-agent enrol / not enrolled yet, run quaywatt-agent enrol first");
  }
  if (identity->grant.berth != config.berth) {
    throw std::runtime_error("注册的泊位是 " + identity->grant.berth + ",配置写的是 " + config.berth +
                             " / enrolled for berth " + identity->grant.berth + ", the settings say " + config.berth);
  }
  return *std::move(identity);
}

/// A change of keys that a power cut interrupted is finished before the keys are used.
const Identity& settled(Identity& identity, const std::filesystem::path& state_dir, LedgerStore& store) {
  if (settle_key_change(state_dir, store)) identity = load_identity(state_dir).value();
  return identity;
}

UplinkIdentity uplink_identity(const Identity& identity) {
  UplinkIdentity out{identity.grant.agent, wire::SigningKey::from_pem(identity.ledger_key.pem()),
                     pinned_keys(identity.grant.receipt_keys)};
  for (const auto& old : identity.replaced_keys) {
    out.replaced_keys.push_back({old.until, wire::SigningKey::from_pem(old.key.pem())});
  }
  return out;
}

RoomSettings room_settings(const LedgerConfig& config) {
  RoomSettings settings;
  settings.reserve_bytes = static_cast<std::uint64_t>(config.reserve_mb) << 20;
  settings.scarce_below = 2 * settings.reserve_bytes;
  return settings;
}

UplinkPlan::Settings uplink_settings(const UplinkConfig& config) {
  UplinkPlan::Settings settings;
  settings.interval = std::chrono::seconds{config.interval_s};
  return settings;
}

std::vector<SampledMeter> sampled_meters(const AgentConfig& config) {
  auto sources = make_meter_sources(config.meters);
  std::vector<SampledMeter> meters;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string& id = config.meters[i].id;
    const auto served = std::find_if(config.supply_points.begin(), config.supply_points.end(),
                                     [&](const SupplyPointConfig& point) { return point.meter == id; });
    // A meter in reserve is read as well: it may come into service by an exchange.
    const bool in_service = served != config.supply_points.end();
    meters.push_back({id, in_service ? served->id : std::string{}, std::move(sources[i])});
  }
  return meters;
}

Sampler::Settings sampler_settings(const AgentConfig& config) {
  Sampler::Settings settings;
  settings.pause = sampling_pause(std::chrono::seconds{config.sample_interval_s}, config.clock_scale);
  return settings;
}

LocalServerSettings local_settings(const LocalConfig& config) {
  LocalServerSettings settings;
  settings.host = config.host;
  settings.tcp_port = config.tcp_port;
  return settings;
}

EnrolledAt enrolled_at(const wire::EnrolmentGrant& grant) {
  EnrolledAt at{grant.next_epoch, std::nullopt};
  if (grant.previous_head) at.held = {{grant.next_epoch - 1, grant.previous_seq}, *grant.previous_head};
  return at;
}

}  // namespace

Cabinet::Cabinet(AgentConfig config, std::ostream& log)
    : config_(std::move(config)),
      log_(log),
      lock_(made(config_.state_dir) / "ledger"),
      identity_(identity_for(config_)),
      clock_(config_.clock_scale, anchor_for(config_)),
      opened_(open_ledger_folder(config_.state_dir, identity_.grant.agent, clock_)),
      disk_space_(config_.state_dir),
      room_(config_.state_dir / "ledger.reserve", disk_space_, room_settings(config_.ledger)),
      ledger_(identity_.grant.agent, *opened_.store, clock_),
      addresses_(*opened_.store, resolver_),
      link_({config_.uplink.host, config_.uplink.tcp_port}, identity_.tls, &addresses_),
      server_time_(clock_),
      uplink_(uplink_identity(settled(identity_, config_.state_dir, *opened_.store)),
              {*opened_.store, link_, clock_, random_, real_now, &server_time_},
              uplink_settings(config_.uplink)),
      uplink_thread_(uplink_, [this](const std::string& text) { say(text); }),
      sampler_(sampled_meters(config_), clock_, sampler_settings(config_)),
      desk_(berth_setup(config_), {ledger_, *opened_.store, clock_, sampler_, &room_}),
      logins_(config_.operators, {}, real_now),
      local_(local_settings(config_.local), local_parts(), [this](const std::string& text) { say(text); }) {
  if (!opened_.said.empty()) say(opened_.said);
  ledger_.recover();
  open_epoch();
  desk_.when_urgent([this] { uplink_thread_.wake(); });
  desk_.open(QUAYWATT_VERSION);
  server_time_.also_to(desk_);
}

Cabinet::~Cabinet() = default;

LocalParts Cabinet::local_parts() { return {desk_, logins_, uplink_thread_, identity_.grant.agent}; }

/// From any thread.
void Cabinet::say(const std::string& text) {
  const std::lock_guard lock(log_mutex_);
  log_ << text << std::endl;
}

void Cabinet::open_epoch() {
  const StartFacts facts = start_facts(*opened_.store, enrolled_at(identity_.grant),
                                       epoch_was_opened(config_.state_dir), opened_.lost, opened_.highest_epoch);
  const auto start = epoch_at_start(facts, uplink_, kHelloPatience);
  if (!start) return refuse_other_clock();
  ledger_.open_epoch({start->previous, start->reason, QUAYWATT_VERSION, clock_.scale()}, start->epoch);
  if (opened_.lost) ledger_went_on(*opened_.store);
  note_epoch_opened(config_.state_dir);
}

/// The clock's scale is declared where an epoch opens; it cannot change within one.
void Cabinet::refuse_other_clock() const {
  const auto first = opened_.store->at({ledger_.position().epoch, 1});
  if (!first) return;
  const auto line = wire::decode_line(first->line);
  const auto* decoded = std::get_if<domain::LedgerLine>(&line);
  const auto* opening = decoded == nullptr ? nullptr : std::get_if<domain::EpochOpened>(&decoded->body);
  if (opening == nullptr || opening->clock_scale == clock_.scale()) return;
  throw std::runtime_error("台账以 clock_scale = " + std::to_string(opening->clock_scale) +
                           " 开始,不能中途更改;请改回,或换新的 state_dir 重新注册 / the ledger's epoch declares clock_scale = " +
                           std::to_string(opening->clock_scale) + "; set it back, or enrol with a fresh state_dir");
}

void Cabinet::start() {
  sampler_.start(desk_);
  uplink_thread_.start(desk_);
  local_.start();
}

void Cabinet::stop() {
  local_.stop();
  sampler_.stop();
  uplink_thread_.stop();
  desk_.close();
}

}  // namespace quaywatt::agent
