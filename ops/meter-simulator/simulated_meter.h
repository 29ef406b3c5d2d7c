#pragma once
// A meter with a load behind it, as numbers: what it has counted and what it shows. Time is passed in; the noise of
// the load comes from a seed, so the same calls give the same figures.

#include <array>
#include <cstdint>
#include <random>
#include <string>

namespace quaywatt::simulator {

struct MeterSettings {
  std::string id;
  int phases = 3;                         ///< 1 or 3
  std::int64_t initial_register_wh = 0;
  int digits = 6;                         ///< kWh digits before the point; the register returns to 0 at 10^digits kWh
  std::int64_t scale = 1;                 ///< load seconds a real second
  std::uint64_t seed = 1;
};

/// What the meter measures at an instant. Without load: no current, no power.
struct Moment {
  std::array<std::int64_t, 3> voltage_mv{};
  std::array<std::int64_t, 3> current_ma{};
  std::array<std::int64_t, 3> power_w{};
  std::int64_t power_total_w = 0;
  std::int64_t reactive_var = 0;
  std::int64_t apparent_va = 0;
  std::int64_t power_factor_permille = 1000;
  std::int64_t frequency_millihz = 50'000;
};

/// Energy is counted in watt-microseconds, exactly: power is whole watts between two changes of the noise.
class SimulatedMeter {
 public:
  static constexpr std::int64_t kPerWattHour = 3'600'000'000;  ///< watt-microseconds

  /// `now_us`: a monotonic clock, microseconds; never falls between calls.
  SimulatedMeter(const MeterSettings& settings, std::int64_t now_us);

  /// Counts up to `now_us`. All calls below are about the instant of the last advance.
  void advance(std::int64_t now_us);

  void connect(std::int64_t power_w);
  void change_power(std::int64_t power_w);
  void disconnect();
  bool connected() const { return connected_; }

  /// Another register or another place on it: exchange, reset, shortly before the end. What was delivered stays.
  void set_register(std::int64_t register_wh);

  std::int64_t register_wus() const { return register_wus_; }         ///< 0 … 10^digits kWh
  std::int64_t register_end_wh() const { return register_end_wh_; }   ///< 10^digits kWh
  std::int64_t session_wus() const { return session_wus_; }           ///< since connect; kept after disconnect
  std::int64_t delivered_wus() const { return delivered_wus_; }       ///< since the program started
  const Moment& moment() const { return moment_; }
  const MeterSettings& settings() const { return settings_; }

 private:
  void count(std::int64_t elapsed_us);
  void change_noise();
  void measure();
  std::int64_t drawn(std::int64_t lowest, std::int64_t highest);

  MeterSettings settings_;
  std::int64_t register_end_wh_;
  std::mt19937_64 random_;
  std::int64_t counted_until_us_;
  std::int64_t next_noise_us_;

  bool connected_ = false;
  std::int64_t base_power_w_ = 0;
  std::int64_t noise_permille_ = 0;
  std::int64_t register_wus_ = 0;
  std::int64_t session_wus_ = 0;
  std::int64_t delivered_wus_ = 0;
  Moment moment_;
};

}  // namespace quaywatt::simulator
