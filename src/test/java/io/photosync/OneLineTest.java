package io.photosync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\u001b[2K\r", "\u202e"})
    void nothing_that_a_message_quotes_begins_another_line_or_moves_the_terminal(String forging) {
        String written = written("reason=%s", "x" + forging + "operator actor=ceo");

        assertThat(written).startsWith("reason=x ").endsWith("operator actor=ceo");
        assertThat(written.codePoints())
                .noneMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    @Test
    void all_else_is_left_as_it_is() {
        assertThat(written("user=%s 100 %%", "Ünïcode, spaces  and \"quotes\""))
                .isEqualTo("user=Ünïcode, spaces  and \"quotes\" 100 %");
    }

    private static String written(String format, Object argument) {
        ExtLogRecord entry =
                new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, OneLineTest.class.getName());
        entry.setParameters(new Object[] {argument});
        assertThat(new OneLine().isLoggable(entry)).isTrue();
        return new PatternFormatter("%s").format(entry);
    }
}
