package io.photosync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class LogFieldsTest {
    @Test
    void what_a_message_says_by_key_is_a_field() {
        assertThat(fields(
                        "to be retried user=%s lane=%s attempt=%d code=%s: %s", "u1", "LIVE", 3, "GRAPH_FAILED", "a=b"))
                .containsExactly(
                        entry("attempt", "3"),
                        entry("code", "GRAPH_FAILED"),
                        entry("lane", "LIVE"),
                        entry("user", "u1"));
    }

    @Test
    void what_a_message_quotes_is_no_field_and_begins_no_line() {
        assertThat(fields("refused user=%s: %s", "u1\nuser=u2", "code=OK user=u3"))
                .containsExactly(entry("user", "u1 user=u2"));
    }

    @Test
    void arguments_without_a_key_and_percent_signs_move_nothing() {
        assertThat(fields("%s is at 100 %% for %.1f s user=%s", "lane", 2.5, "u1"))
                .containsExactly(entry("user", "u1"));
        assertThat(fields("user=%s and no argument")).isEmpty();
    }

    @Test
    void the_json_format_shows_the_fields() throws Exception {
        ExtLogRecord line = line("synced user=%s lane=%s attempt=%d", "u1", "LIVE", 1);

        assertThat(new OneLine().isLoggable(line)).isTrue();
        JsonNode json = new ObjectMapper().readTree(new JsonFormatter().format(line));

        assertThat(json.get("message").asText()).isEqualTo("synced user=u1 lane=LIVE attempt=1");
        assertThat(json.at("/mdc/user").asText()).isEqualTo("u1");
        assertThat(json.at("/mdc/attempt").asText()).isEqualTo("1");
    }

    private static Map<String, String> fields(String format, Object... arguments) {
        ExtLogRecord line = line(format, arguments);
        LogFields.put(line);
        return new TreeMap<>(line.getMdcCopy());
    }

    private static ExtLogRecord line(String format, Object... arguments) {
        ExtLogRecord line =
                new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, LogFieldsTest.class.getName());
        line.setParameters(arguments);
        return line;
    }
}
