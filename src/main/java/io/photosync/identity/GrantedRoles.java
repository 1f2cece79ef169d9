package io.photosync.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The application permissions in one of our own tokens. Only to explain a failure, never to decide about a request: the
 * content of tokens is Microsoft's.
 */
public record GrantedRoles(Set<String> names) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return empty when the token has an unknown form */
    public static Optional<GrantedRoles> in(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            Set<String> names = new TreeSet<>();
            claims.path("roles").forEach(role -> names.add(role.asText()));
            return Optional.of(new GrantedRoles(names));
        } catch (IOException | IllegalArgumentException unknownForm) {
            return Optional.empty();
        }
    }

    public boolean haveAnyOf(Set<String> wanted) {
        return wanted.stream().anyMatch(names::contains);
    }
}
