package io.photosync.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;

/** The report. Contains no secret, no complete id and no account name, so that it may be attached to an issue. */
record CheckReport(List<Line> lines) {
    /** Exit code when nothing fails. */
    static final int EXIT_WORKS = 0;
    /** Exit code when something does not work. */
    static final int EXIT_FAILS = 1;

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);

    CheckReport {
        lines = lines.stream().map(Line::shortened).toList();
    }

    boolean works() {
        return lines.stream().noneMatch(line -> line.result() == Result.FAILS);
    }

    int exitCode() {
        return works() ? EXIT_WORKS : EXIT_FAILS;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append("%-14s %-20s %s%n".formatted(line.result().words(), line.name(), line.says()));
            line.toDo().ifPresent(toDo -> text.append("%-14s %-20s -> %s%n".formatted("", "", toDo)));
        }
        long failing =
                lines.stream().filter(line -> line.result() == Result.FAILS).count();
        return text.append(
                        works()
                                ? "Nothing fails.%n".formatted()
                                : "%d of %d do not work.%n".formatted(failing, lines.size()))
                .toString();
    }

    /** {@code {"works":false,"lines":[{"name":…,"result":"works|does_not_work|to_be_looked_at","says":…,"toDo":…}]}} */
    String json() {
        try {
            return JSON.writeValueAsString(new Whole(works(), lines));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("writing a report as JSON", impossible);
        }
    }

    private record Whole(boolean works, List<Line> lines) {}
}
