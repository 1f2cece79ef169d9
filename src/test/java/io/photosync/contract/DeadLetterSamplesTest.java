package io.photosync.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.event.DeadLetter;
import io.photosync.kafka.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dead letter is the event's own bytes, and headers that say why: the same from version to version. */
class DeadLetterSamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("samples")
    void is_read_and_written_back_with_the_same_headers(Sample sample) throws Exception {
        byte[] value = JSON.writeValueAsBytes(sample.json().path("value"));
        RecordHeaders headers = new RecordHeaders();
        sample.json()
                .path("headers")
                .properties()
                .forEach(header -> headers.add(header.getKey(), bytes(header.getValue())));

        DeadLetter letter = DeadLetterHeaders.read(value, headers);

        ObjectNode written = JSON.createObjectNode();
        DeadLetterHeaders.of(letter)
                .forEach(header -> written.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(told(written)).isEqualTo(told(sample.json().path("headers").deepCopy()));
        assertThat(letter.value()).isEqualTo(value);
    }

    /** What a code means is a text and may be said in other words; what happened follows it. */
    private static ObjectNode told(ObjectNode headers) {
        String description = headers.path("photosync-description").asText();
        return headers.put("photosync-description", description.substring(description.indexOf(": ")));
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Sample> samples() {
        return Sample.below("dead-letters").stream();
    }
}
