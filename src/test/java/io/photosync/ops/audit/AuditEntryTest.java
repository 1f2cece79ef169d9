package io.photosync.ops.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.EventJson;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditEntryTest {

    @Test
    void an_entry_of_an_earlier_version_is_read_without_the_actors_object_id() throws Exception {
        String before = """
                {"at":"2026-01-05T08:00:00Z","actor":"ada@contoso.example","action":"SYNC","what":"users u-1","count":1}""";

        assertThat(EventJson.read(before.getBytes(UTF_8), AuditEntry.class))
                .isEqualTo(new AuditEntry(
                        Instant.parse("2026-01-05T08:00:00Z"),
                        "ada@contoso.example",
                        AuditEntry.Action.SYNC,
                        "users u-1",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void an_operators_text_is_quoted_so_that_it_cannot_imitate_another_key() {
        assertThat(Audit.quoted("late\" action=DISCARD what=\\")).isEqualTo("\"late\\\" action=DISCARD what=\\\\\"");
    }
}
