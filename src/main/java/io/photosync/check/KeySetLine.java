package io.photosync.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;

/** The keys for checking operators' tokens. */
final class KeySetLine implements Check {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Entra entra;

    KeySetLine(Entra entra) {
        this.entra = entra;
    }

    @Override
    public String name() {
        return "operators' keys";
    }

    @Override
    public Line run() throws InterruptedException {
        try {
            JsonNode configuration =
                    JSON.readTree(entra.get(entra.configuration()).body());
            URI keys = URI.create(configuration.path("jwks_uri").asText());
            int known = JSON.readTree(entra.get(keys).body()).path("keys").size();
            if (known > 0) {
                return Line.works(name(), "%d keys of %s".formatted(known, keys.getHost()));
            }
            return fails("Entra names no keys");
        } catch (IOException | IllegalArgumentException e) {
            return fails("they cannot be read: " + e.getMessage());
        }
    }

    private Line fails(String says) {
        return Line.fails(
                name(), says, "The ops API answers 503 until this works. See the line about the way to Microsoft.");
    }
}
