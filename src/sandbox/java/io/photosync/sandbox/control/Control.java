package io.photosync.sandbox.control;

import io.photosync.sandbox.entra.Resources;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.faults.Troubles;
import io.photosync.sandbox.graph.Notifier;
import io.photosync.sandbox.graph.Switches;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.http.Routes;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.sharepoint.SharePoint;
import java.util.Map;

/** All control URLs. They need no token, and no fault or delay applies to them. */
public final class Control implements Handler {
    public static final String PREFIX = "/_sandbox/";

    private final Routes routes = new Routes(request ->
            Response.text(404, "the sandbox has no control " + request.method() + " " + request.path() + "\n"));

    public Control(
            Directory directory,
            Groups groups,
            Resources resources,
            Tokens tokens,
            Switches switches,
            Notifier notifier,
            SharePoint sharePoint,
            ExchangePhotos exchangePhotos,
            Troubles troubles) {
        TroubleControl trouble = new TroubleControl(troubles);
        TenantControl tenant = new TenantControl(directory, resources, tokens, switches, notifier);
        SharePointControl photos = new SharePointControl(sharePoint, directory, exchangePhotos);
        on("GET", "sharepoint", photos::get);
        on("PUT", "sharepoint", photos::put);
        on("POST", "sharepoint/pull", photos::pull);
        on("POST", "import", new ImportControl(directory, exchangePhotos)::run);
        on("GET", "faults", trouble::faults);
        on("PUT", "faults", trouble::putFault);
        on("DELETE", "faults", trouble::deleteFaults);
        on("PUT", "latency", trouble::putLatency);
        on("GET", "counters", trouble::counters);
        on("DELETE", "counters", trouble::resetCounters);
        on("POST", "token", tenant::token);
        on("GET", "users", tenant::users);
        on("PUT", "people", tenant::putPerson);
        GroupControl membership = new GroupControl(directory, groups);
        on("GET", "groups", membership::list);
        on("PUT", "groups/{id}", membership::put);
        on("DELETE", "groups/{id}", membership::delete);
        on("GET", "settings", tenant::settings);
        on("PUT", "settings", tenant::putSettings);
        on("PUT", "consent", tenant::putConsent);
        on("POST", "lifecycle", tenant::lifecycle);
    }

    @Override
    public Response handle(Request request) throws Exception {
        return routes.handle(request);
    }

    @FunctionalInterface
    private interface Command {
        Response run(Request request, Map<String, String> path) throws BadField;
    }

    private void on(String method, String name, Command command) {
        routes.on(method, PREFIX + name, (request, path) -> {
            try {
                return command.run(request, path);
            } catch (BadField wrong) {
                return wrong.response();
            }
        });
    }
}
