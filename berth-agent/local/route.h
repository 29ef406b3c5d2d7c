#pragma once
// What one path of the local interface does, apart from sockets.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "berth-agent/berth/berth_desk.h"
#include "berth-agent/local/answer.h"
#include "berth-agent/local/logins.h"
#include "berth-agent/uplink/link_state.h"

namespace quaywatt::agent {

/// What endpoints work with. Nothing is owned.
struct LocalParts {
  BerthDesk& desk;
  Logins& logins;
  LinkMonitor& link;
  std::string agent;
};

/// One request that passed the door: known route, allowed origin, valid token where one is asked for.
struct Call {
  std::string ref;                 ///< the "{ref}" of the path
  std::string body;                ///< JSON text; empty for GET
  std::string token;
  Login login;                     ///< empty on the one route that needs none
  std::string source;              ///< where the request comes from
};

using Endpoint = Answer (*)(LocalParts& parts, const Call& call);

struct Route {
  std::string_view method;
  std::string_view path;           ///< "/local/v1/stays/{ref}/end"
  Endpoint run = nullptr;
  enum class Body { none, json } body = Body::none;
  enum class Token { none, wanted } token = Token::wanted;
  enum class Polled { no, yes } polled = Polled::no;           ///< a screen asks it by itself: keeps no login alive
  enum class Meter { untouched, read } meter = Meter::untouched;  ///< waits for a meter
};

/// The same route, waiting for a meter.
inline Route reading_meter(Route route) {
  route.meter = Route::Meter::read;
  return route;
}

/// Every route there is; schema/openapi.yaml lists the same, held by a test.
const std::vector<Route>& all_routes();

struct RouteMatch {
  const Route* route = nullptr;    ///< absent: no such path, or no such method on it
  std::string ref;
  std::vector<std::string_view> methods;  ///< of the path, when the method is not among them
};

RouteMatch match_route(std::string_view method, std::string_view path);

/// The routes of each group, one file a group.
std::vector<Route> login_routes();
std::vector<Route> overview_routes();
std::vector<Route> stay_routes();
std::vector<Route> checklist_routes();
std::vector<Route> session_routes();
std::vector<Route> declaration_routes();
std::vector<Route> fault_routes();
std::vector<Route> meter_routes();
std::vector<Route> ledger_routes();

}  // namespace quaywatt::agent
