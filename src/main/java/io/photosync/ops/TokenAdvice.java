package io.photosync.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Advice for the sender of a rejected token, derived from the token itself. Nothing in it is trusted or repeated; the
 * advice contains only what senders could read in their own token.
 */
final class TokenAdvice {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEARER = "Bearer ";

    private TokenAdvice() {}

    /** @param authorization the request's header, null when absent */
    static Optional<String> about(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String[] parts = authorization.substring(BEARER.length()).split("\\.", -1);
        return parts.length == 3 ? claims(parts[1]).flatMap(TokenAdvice::about) : Optional.empty();
    }

    private static Optional<String> about(JsonNode claims) {
        if (TokenKind.of(name -> claims.path(name).textValue()) == TokenKind.ID) {
            return Optional.of("this is an ID token; ask Entra for an access token, scope api://CLIENT-ID/.default");
        }
        if (claims.path("ver").asText().equals("1.0")) {
            return Optional.of(
                    "this is a token of version 1; set api.requestedAccessTokenVersion to 2 in the manifest of"
                            + " photo sync's app registration");
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> claims(String part) {
        try {
            return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(part)))
                    .filter(JsonNode::isObject);
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
