#pragma once
// Ends connections whose client takes too long to say what it wants: a socket's time-out alone lets one byte every
// few seconds hold a thread for ever (fault X14, slow bodies).

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace quaywatt::server {

/// Its own thread shuts sockets down when their time is over. Thread-safe.
class ConnectionWatch {
 public:
  using Clock = std::chrono::steady_clock;

  ConnectionWatch();
  ~ConnectionWatch();

  /// A connection under watch. To be destroyed while the socket is still open. Outlived by the watch.
  class Guard {
   public:
    Guard(ConnectionWatch& watch, int socket);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    /// The client must have said everything by then.
    void expect_by(Clock::time_point deadline);
    /// The client has done its part; now it is our time.
    void rest();

   private:
    ConnectionWatch& watch_;
    const int socket_;
  };

  /// At the end of the program: what still runs is cut.
  void shut_all();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<int, Clock::time_point> deadlines_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace quaywatt::server
