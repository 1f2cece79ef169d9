package io.photosync.ops.console.session;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells a script's request from a navigation. Browsers say it themselves, over https and to localhost only; our script
 * says so too, and an EventSource by what it accepts.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata</a>
 */
@ApplicationScoped
class ScriptRequests implements JavaScriptRequestChecker {

    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        String mode = request.getHeader("Sec-Fetch-Mode");
        String accept = request.getHeader("Accept");
        return mode != null && !mode.equals("navigate")
                || "JavaScript".equals(request.getHeader("X-Requested-With"))
                || accept != null && accept.startsWith("text/event-stream");
    }
}
