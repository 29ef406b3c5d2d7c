// quaywatt-simulation: runs seeds, prints what they were and what was done to them; a seed that fails is cut down to
// the few faults that matter. Exit status 0, 1 for a failure, 2 for a wrong call.

#include <unistd.h>

#include <cstdlib>
#include <iomanip>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "tests/simulation/run.h"

namespace {

using namespace quaywatt::simulation;

constexpr char kUsage[] =
    "usage: quaywatt-simulation --seeds FROM..TO [--berth-days N] [--twice] [--expect-failure]\n"
    "       quaywatt-simulation --seed N [--trace] [--berth-days N] | --plan FILE [--trace]\n"
    "  --break WHAT   ack-before-commit, synchronous-off, no-fork-check, resume-only-forwards or roll-up-twice\n";

struct Options {
  std::uint64_t first = 1;
  std::uint64_t last = 1;
  int berth_days = 0;
  bool twice = false;
  bool trace = false;
  bool expect_failure = false;
  std::string plan_file;
  Breaks breaks;
};

Breaks broken(const std::string& what) {
  Breaks breaks;
  if (what == "ack-before-commit") {
    breaks.ack_before_commit = true;
  } else if (what == "synchronous-off") {
    breaks.synchronous_off = true;
  } else if (what == "no-fork-check") {
    breaks.no_fork_check = true;
  } else if (what == "resume-only-forwards") {
    breaks.resume_only_forwards = true;
  } else if (what == "roll-up-twice") {
    breaks.roll_up_twice = true;
  } else {
    throw std::invalid_argument("nothing to break: " + what);
  }
  return breaks;
}

void take_seeds(Options& options, const std::string& range) {
  const auto dots = range.find("..");
  options.first = std::stoull(range);
  options.last = dots == std::string::npos ? options.first : std::stoull(range.substr(dots + 2));
  if (options.last < options.first) throw std::invalid_argument("seeds run upwards: " + range);
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto value = [&] {
      if (i + 1 == argc) throw std::invalid_argument(word + " wants a value");
      return std::string(argv[++i]);
    };
    if (word == "--seeds" || word == "--seed") {
      take_seeds(options, value());
    } else if (word == "--berth-days") {
      options.berth_days = std::stoi(value());
    } else if (word == "--twice") {
      options.twice = true;
    } else if (word == "--trace") {
      options.trace = true;
    } else if (word == "--expect-failure") {
      options.expect_failure = true;
    } else if (word == "--plan") {
      options.plan_file = value();
    } else if (word == "--break") {
      options.breaks = broken(value());
    } else {
      throw std::invalid_argument("unknown: " + word);
    }
  }
  return options;
}

/// On a file system in memory where there is one: only names are written there.
class Folder {
 public:
  Folder() {
    std::string name = std::filesystem::exists("/dev/shm") ? "/dev/shm/" : "/tmp/";
    name += "quaywatt-simulation-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the run");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Total {
  std::uint64_t runs = 0;
  std::uint64_t lines = 0;
  std::uint64_t hash = 0;
  double berth_days = 0;
  std::array<std::uint64_t, kFaultKinds> injected{};

  void add(const Outcome& outcome) {
    ++runs;
    lines += outcome.lines;
    hash = hash * 1099511628211U ^ outcome.hash;
    berth_days += outcome.berth_days;
    for (std::size_t kind = 0; kind < injected.size(); ++kind) injected[kind] += outcome.injected[kind];
  }

  void print(const Options& options) const {
    std::uint64_t faults = 0;
    for (const auto count : injected) faults += count;
    std::cout << "seeds " << options.first << ".." << options.last << ", " << runs << " runs, " << std::fixed
              << std::setprecision(2) << berth_days / 365.25 << " simulated berth-years, " << lines << " lines, "
              << faults << " faults\n";
    for (std::size_t kind = 0; kind < injected.size(); ++kind) {
      std::cout << (kind == 0 ? "" : ", ") << name_of(static_cast<FaultKind>(kind)) << ' ' << injected[kind];
    }
    std::cout << "\ntrace hash " << std::hex << std::setw(16) << std::setfill('0') << hash << std::dec << std::endl;
  }
};

void report(const Plan& plan, const Outcome& outcome, const Options& options, const std::filesystem::path& folder) {
  std::cout << "seed " << plan.seed << " fails:\n";
  for (const auto& failure : outcome.failures) std::cout << "  " << failure << '\n';
  if (options.expect_failure) return;
  const Plan shortest = shrunk(plan, options.breaks, folder);
  std::cout << "shortest plan found that fails (tests/simulation/regressions/):\n" << to_json(shortest) << '\n';
  for (const auto& failure : run_plan(shortest, options.breaks, folder).failures) std::cout << "  " << failure << '\n';
  std::cout.flush();
}

Plan plan_in(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return plan_from_json(text.str());
}

/// Whether the plan went well; with --twice, equally so twice.
bool run_one(const Plan& plan, const Options& options, Total& total, const std::filesystem::path& folder) {
  Outcome outcome = run_plan(plan, options.breaks, folder, options.trace ? &std::cout : nullptr);
  total.add(outcome);
  if (options.twice) {
    const Outcome again = run_plan(plan, options.breaks, folder);
    total.runs += 1;
    total.berth_days += again.berth_days;
    total.lines += again.lines;
    if (again.hash != outcome.hash) outcome.failures.push_back("the same seed ran otherwise the second time");
  }
  if (outcome.failures.empty()) return true;
  report(plan, outcome, options, folder);
  return false;
}

int run(const Options& options) {
  const Folder folder;
  Total total;
  bool well = true;
  if (!options.plan_file.empty()) {
    well = run_one(plan_in(options.plan_file), options, total, folder.path());
  }
  for (std::uint64_t seed = options.first; options.plan_file.empty() && well && seed <= options.last; ++seed) {
    well = run_one(draw_plan(seed, options.berth_days), options, total, folder.path());
  }
  total.print(options);
  return well != options.expect_failure ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(read_options(argc, argv));
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n' << kUsage;
    return 2;
  }
}
