package io.photosync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoEventTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void an_event_is_a_cloud_event_of_the_public_contract() throws Exception {
        JsonNode json = new ObjectMapper().readTree(EventJson.write(event("\"BA09D118\"")));

        assertThat(json.get("specversion").asText()).isEqualTo("1.0");
        assertThat(json.get("type").asText()).isEqualTo("io.photosync.photo.updated");
        assertThat(json.get("subject").asText()).isEqualTo("6f1f");
        assertThat(json.get("time").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.get("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(json.get("data").get("mediaEtag").asText()).isEqualTo("\"BA09D118\"");
        assertThat(json.get("data").get("cause").asText()).isEqualTo("NOTIFICATION");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data");
    }

    @Test
    void an_event_is_read_as_it_was_written() throws UnreadableRecord {
        PhotoEvent event = event("\"BA09D118\"");

        assertThat(EventJson.read(EventJson.write(event), PhotoEvent.class)).isEqualTo(event);
    }

    @Test
    void the_same_change_found_twice_has_the_same_id() {
        assertThat(event("a").id())
                .isEqualTo(event("a").id())
                .isNotEqualTo(event("b").id());
    }

    @Test
    void an_event_that_lacks_what_the_sync_needs_is_refused() {
        byte[] json = new String(EventJson.write(event("a")), StandardCharsets.UTF_8)
                .replace("userPrincipalName", "name")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventJson.read(json, PhotoEvent.class))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("data.userPrincipalName");
    }

    @Test
    void what_is_no_event_is_refused_with_the_attribute_and_the_value_it_had() {
        byte[] json = new String(EventJson.write(event("a")), StandardCharsets.UTF_8)
                .replace("io.photosync.photo.updated", "io.photosync.photo.liked")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventJson.read(json, PhotoEvent.class))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("type")
                .hasMessageContaining("io.photosync.photo.liked");
    }

    @ParameterizedTest
    @CsvSource({
        "id, an-id, 128",
        "subject, a-user, 64",
        "source, /photosync/detect, 512",
        "data.userPrincipalName, ada@contoso.example, 512",
        "data.mediaEtag, the-etag, 512",
        "datacontenttype, application/json, 128"
    })
    void an_event_with_longer_texts_than_stated_is_refused(String attribute, String text, int longest) {
        assertThatCode(() -> read(text, "x".repeat(longest))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(text, "x".repeat(longest + 1)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("attribute " + attribute)
                .hasMessageContaining("at most " + longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:59:59Z",
                "2100-01-01T00:00:01Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31T00:00:00Z"
            })
    void so_is_one_with_an_unusable_time(String time) {
        assertThatThrownBy(() -> read("2026-03-01T12:00:00Z", time))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("attribute time");
        assertThatThrownBy(() -> read("2026-03-01T12:00:01Z", time))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("attribute data.detectedAt");
    }

    @Test
    void an_event_with_the_longest_texts_still_fits_into_what_a_record_may_hold() {
        String longest = "写".repeat(512);
        PhotoEvent event = PhotoEvent.fresh(
                PhotoEvent.UPDATED,
                "u".repeat(64),
                NOON,
                new Data(longest, Optional.of(longest), Optional.of(648), Optional.of(648), Cause.NOTIFICATION, NOON));

        assertThat(EventJson.write(event)).hasSizeLessThan(PhotoEvent.LONGEST);
    }

    private static PhotoEvent read(String instead, String of) throws UnreadableRecord {
        String json = new String(
                EventJson.write(new PhotoEvent(
                        "1.0",
                        "an-id",
                        PhotoEvent.SOURCE,
                        PhotoEvent.UPDATED,
                        "a-user",
                        NOON,
                        "application/json",
                        event("the-etag").data())),
                StandardCharsets.UTF_8);
        return EventJson.read(json.replace(instead, of).getBytes(StandardCharsets.UTF_8), PhotoEvent.class);
    }

    private static PhotoEvent event(String etag) {
        Data data = new Data(
                "ada@contoso.example",
                Optional.of(etag),
                Optional.of(648),
                Optional.of(648),
                Cause.NOTIFICATION,
                NOON.plusSeconds(1));
        return PhotoEvent.detected(PhotoEvent.UPDATED, "6f1f", NOON, "never", data);
    }
}
