package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.entra.Bearer;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One host: authenticates a request, counts its cost, finds its resource, and answers with SharePoint's usual headers.
 */
final class SiteHost implements Handler {
    /** Microsoft's planning figure for a REST or CSOM request; a plain download costs one. */
    private static final int REST_UNITS = 2;

    private static final int DOWNLOAD_UNITS = 1;

    private final Host host;
    private final URI url;
    private final Gate gate;
    private final Meter meter;
    private final Resources resources;
    private final ProfilesApi profilesApi;
    private final Csom csom;

    SiteHost(Host host, URI url, Gate gate, Meter meter, Resources resources) {
        this.host = host;
        this.url = url;
        this.gate = gate;
        this.meter = meter;
        this.resources = resources;
        this.profilesApi = new ProfilesApi(resources.profiles());
        this.csom = new Csom(resources.profiles());
    }

    @Override
    public Response handle(Request request) {
        return usual(
                switch (gate.enter(request)) {
                    case Gate.Entry.Refused(Response answer) -> answer;
                    case Gate.Entry.Welcome(Bearer.Claims claims) -> counted(request, claims);
                });
    }

    private Response counted(Request request, Bearer.Claims claims) {
        String path = decoded(request.path());
        String lower = path.toLowerCase(Locale.ROOT);
        int units = lower.startsWith("/_") ? REST_UNITS : DOWNLOAD_UNITS;
        Meter.Verdict verdict = meter.count(claims.appId(), units, profileCalls(lower, request));
        Response response = verdict.retryAfter()
                .map(SiteHost::throttled)
                .orElseGet(() -> answer(path, lower, request, Set.copyOf(claims.roles())));
        return verdict.rate().map(rate -> limited(rate)).orElse(Map.of()).entrySet().stream()
                .reduce(response, (r, header) -> r.with(header.getKey(), header.getValue()), (a, b) -> b);
    }

    private int profileCalls(String lower, Request request) {
        if (lower.startsWith("/_api/sp.userprofiles.peoplemanager")) {
            return 1;
        }
        return isCsom(lower) ? csom.profileCalls(request.body(), meter.limits().everyCsomMethodCounts()) : 0;
    }

    private Response answer(String path, String lower, Request request, Set<String> roles) {
        Shape shape = Shape.askedBy(request);
        try {
            if (isCsom(lower)) {
                csom.admit(request.body());
                return Response.json(
                        200, csom.answer(host, roles, request.body()).toString());
            }
            if (lower.endsWith("/_layouts/15/userphoto.aspx")) {
                return resources.userPhoto().answer(request, roles);
            }
            return lower.startsWith("/_api/")
                    ? new Rendering(shape, url + "/_api").of(rest(path.substring(6), request, roles))
                    : download(path, request, roles);
        } catch (SharePointError error) {
            return new Rendering(shape, url + "/_api").of(error);
        }
    }

    private Answer rest(String path, Request request, Set<String> roles) throws SharePointError {
        ApiCall call = ApiCall.of(host, url + "/_api", path, request, roles);
        if (call.path().isEmpty()) {
            throw SharePointError.unknownResource("_api");
        }
        QueryOptions.check(call);
        return switch (call.path().getFirst().name()) {
            case "contextinfo" -> ContextInfo.of(url);
            case "web" -> resources.files().answer(call);
            case "sp.userprofiles.peoplemanager" -> profilesApi.answer(call);
            default ->
                throw SharePointError.unknownResource(call.path().getFirst().name());
        };
    }

    private Response download(String path, Request request, Set<String> roles) throws SharePointError {
        Permission.READ_FILES.demandOf(roles);
        boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (host != Host.MY_SITE || !reading) {
            return fileNotFound();
        }
        return resources.library().file(path).map(Rendering::bytes).orElseGet(() -> fileNotFound());
    }

    private static Response fileNotFound() {
        return Response.text(404, "404 FILE NOT FOUND");
    }

    private static boolean isCsom(String lower) {
        return lower.equals("/_vti_bin/client.svc/processquery");
    }

    private static Response throttled(Duration retryAfter) {
        return Response.text(429, "429 TOO MANY REQUESTS").with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    private static Map<String, String> limited(Meter.Rate rate) {
        return Map.of(
                "RateLimit-Limit", Integer.toString(rate.limit()),
                "RateLimit-Remaining", Integer.toString(rate.remaining()),
                "RateLimit-Reset", Long.toString(rate.reset().toSeconds()));
    }

    private static Response usual(Response response) {
        String id = UUID.randomUUID().toString();
        return response.with("SPRequestGuid", id)
                .with("request-id", id)
                .with("X-SharePointHealthScore", "0")
                .with("X-SP-SERVERSTATE", "ReadOnly=0")
                .with("SPClientServiceRequestDuration", "1");
    }

    /** A plus sign is a plus sign in a path. */
    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
