package io.photosync.ops.console;

import io.photosync.ops.Operator;
import io.photosync.ops.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What every page shows around its content: templates reach it as {@code inject:page}. */
@Named("page")
@RequestScoped
public class PageContext {
    private final Operator operator;
    private final SecurityIdentity identity;
    private final Assets assets;
    private final UriInfo uri;
    private final Instant now;

    PageContext(Operator operator, SecurityIdentity identity, Assets assets, UriInfo uri, Clock clock) {
        this.operator = operator;
        this.identity = identity;
        this.assets = assets;
        this.uri = uri;
        this.now = clock.instant();
    }

    public String user() {
        return operator.name();
    }

    /** Whether the user may act, or only look. */
    public boolean mayAct() {
        return identity.hasRole(Roles.OPERATOR);
    }

    /** In a word. */
    public String role() {
        if (mayAct()) {
            return "operator";
        }
        return identity.hasRole(Roles.VIEWER) ? "viewer" : "no role";
    }

    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    public String assets() {
        return "/ops/assets/" + assets.version();
    }

    /** The moment of looking: all ages on the page are of it. */
    public Instant now() {
        return now;
    }

    public String age(Instant at) {
        return Display.age(Duration.between(at, now));
    }

    /** Whether the menu's entry leads to this page or to one above it. */
    public boolean within(String path) {
        String here = uri.getPath();
        return path.equals("/ops") ? here.equals("/ops") || here.equals("/ops/") : here.startsWith(path);
    }

    /** Path and query of this page, for the links that come back to it. */
    public String here() {
        String query = uri.getRequestUri().getRawQuery();
        return uri.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
    }
}
