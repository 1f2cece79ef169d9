package io.photosync.sandbox.graph;

import io.photosync.sandbox.entra.TokenCheck;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.faults.Troubles;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.http.Routes;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Groups;
import java.util.UUID;

/** The v1.0 API as the sum of its parts, and what all answers have in common. */
public final class Graph implements Handler {
    private static final String[] READ_USERS = {"User.Read.All", "User.ReadWrite.All"};
    private static final String[] READ_MEMBERS = {"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"};
    private static final String[] WRITE_USERS = {"User.ReadWrite.All"};
    private static final String[] READ_PHOTOS = {
        "ProfilePhoto.Read.All", "ProfilePhoto.ReadWrite.All", "User.Read.All", "User.ReadWrite.All"
    };
    private static final String[] WRITE_PHOTOS = {"ProfilePhoto.ReadWrite.All", "User.ReadWrite.All"};

    private final Troubles troubles;
    private final Routes routes = new Routes(request -> Graph.unknown(request));
    private final Handler handler;

    /** @param url the address of Graph, without a path; also the audience of its tokens */
    public Graph(
            String url,
            TokenCheck tokens,
            Directory directory,
            ExchangePhotos photos,
            Groups groups,
            Subscriptions subscriptions,
            Switches switches,
            Troubles troubles) {
        this.troubles = troubles;
        Gate gate = new Gate(tokens, url);
        String base = url + "/v1.0";
        users(
                gate,
                new Users(directory, base),
                new UserDelta(directory, switches::listsCutShort, switches::deltaChanges, base));
        members(gate, new GroupMembers(directory, groups, switches::groupsCutShort, base));
        photos(gate, new Photos(directory, photos, switches::photosHidden, switches::photoBytesLag, base));
        subscriptions(gate, subscriptions);
        Batch batch = new Batch(
                troubles.item(Service.GRAPH, metered(routes), GraphError::ofStatus), switches::photosPerBatch);
        Routes outer = new Routes(metered(routes)).on("POST", "/v1.0/$batch", gate.open(batch::run, READ_PHOTOS));
        this.handler = troubles.around(Service.GRAPH, outer, GraphError::ofStatus);
    }

    @Override
    public Response handle(Request request) throws Exception {
        Response response = handler.handle(request);
        String id = UUID.randomUUID().toString();
        return response.dropsConnection()
                ? response
                : response.with("request-id", id)
                        .with(
                                "client-request-id",
                                request.header("client-request-id").orElse(id));
    }

    private void users(Gate gate, Users users, UserDelta delta) {
        QueryOptions list = QueryOptions.of("$select", "$top", "$skiptoken", "$count", "$filter");
        QueryOptions changes =
                QueryOptions.of("$select", "$skiptoken", "$deltatoken").preferring("odata.maxpagesize");
        routes.on("GET", "/v1.0/users", gate.open(users::list, list, READ_USERS))
                .on("GET", "/v1.0/users/$count", gate.open(users::count, READ_USERS))
                .on("GET", "/v1.0/users/delta", gate.open(delta::list, changes, READ_USERS))
                // As the SDK spells it.
                .on("GET", "/v1.0/users/delta()", gate.open(delta::list, changes, READ_USERS))
                .on("GET", "/v1.0/users/{id}", gate.open(users::get, QueryOptions.of("$select"), READ_USERS))
                .on("PATCH", "/v1.0/users/{id}", gate.open(users::update, WRITE_USERS))
                .on("DELETE", "/v1.0/users/{id}", gate.open(users::delete, WRITE_USERS));
    }

    private void members(Gate gate, GroupMembers members) {
        QueryOptions options = QueryOptions.of("$select", "$top", "$skiptoken", "$count");
        // The SDK's spelling, and the documentation's.
        for (String user : new String[] {"graph.user", "microsoft.graph.user"}) {
            String cast = "/v1.0/groups/{id}/transitiveMembers/" + user;
            routes.on("GET", cast, gate.open(members::list, options, READ_MEMBERS))
                    .on("GET", cast + "/$count", gate.open(members::count, READ_MEMBERS));
        }
    }

    private void photos(Gate gate, Photos photos) {
        String photo = "/v1.0/users/{id}/photo";
        routes.on("GET", photo, gate.open(photos::metadata, READ_PHOTOS))
                .on("GET", photo + "/$value", gate.open(photos::bytes, READ_PHOTOS))
                .on("GET", photo + "s", gate.open(photos::sizes, READ_PHOTOS))
                .on("GET", photo + "s/{size}", gate.open(photos::sizedMetadata, READ_PHOTOS))
                .on("GET", photo + "s/{size}/$value", gate.open(photos::sizedBytes, READ_PHOTOS))
                .on("PUT", photo + "/$value", gate.open(photos::put, WRITE_PHOTOS))
                .on("PATCH", photo + "/$value", gate.open(photos::put, WRITE_PHOTOS))
                .on("DELETE", photo, gate.open(photos::delete, WRITE_PHOTOS))
                .on("DELETE", photo + "/$value", gate.open(photos::delete, WRITE_PHOTOS));
    }

    private void subscriptions(Gate gate, Subscriptions subscriptions) {
        String one = "/v1.0/subscriptions/{id}";
        // Write scopes are not taken in the place of read ones here: api/subscription-post-subscriptions.
        routes.on("POST", "/v1.0/subscriptions", gate.open(subscriptions::create, "User.Read.All"))
                .on(
                        "GET",
                        "/v1.0/subscriptions",
                        gate.open(subscriptions::list, QueryOptions.of("$skiptoken"), "User.Read.All"))
                .on("GET", one, gate.open(subscriptions::get, "User.Read.All"))
                .on("PATCH", one, gate.open(subscriptions::update, "User.Read.All"))
                .on("DELETE", one, gate.open(subscriptions::delete, "User.Read.All"))
                .on("POST", one + "/reauthorize", gate.open(subscriptions::reauthorize, "User.Read.All"));
    }

    /** Entra's resource units stand in the answer's header; whatever has none costs one. */
    private Handler metered(Handler inner) {
        return request -> {
            Response response = inner.handle(request);
            String units = response.headers().getOrDefault("x-ms-resource-unit", "1");
            troubles.counters().resourceUnits(Service.GRAPH, Integer.parseInt(units));
            return response;
        };
    }

    private static Response unknown(Request request) {
        return GraphError.badRequest(
                        "Resource not found for the segment '%s'.".formatted(request.method() + " " + request.path()))
                .response();
    }
}
