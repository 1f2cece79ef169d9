package io.photosync.webhook;

import io.photosync.testkit.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The payloads that the commands in src/docs/testing.md post too. */
final class SampleNotifications {
    static final String CLIENT_STATE = Setup.CLIENT_STATE;

    private SampleNotifications() {}

    static byte[] named(String name) {
        try (InputStream file = SampleNotifications.class.getResourceAsStream("/notifications/" + name + ".json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One change of each of these users. */
    static byte[] updates(Iterable<String> userIds) {
        StringBuilder items = new StringBuilder();
        for (String id : userIds) {
            items.append(items.isEmpty() ? "" : ",").append("""
                            {"clientState":"%s","changeType":"updated","resource":"Users/%s","resourceData":{"id":"%s"}}""".formatted(CLIENT_STATE, id, id));
        }
        return "{\"value\":[%s]}".formatted(items).getBytes(StandardCharsets.UTF_8);
    }
}
