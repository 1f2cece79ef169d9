package io.photosync.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Lists under {@code src/test/resources/samples} of what others rely on. A list that differs from the code is an error of the code,
 * unless the change is wanted: then {@code ./mvnw test -Dtest='io.photosync.contract.*,ApiListTest,MetricsTest' -Dpins=write} writes
 * all of them anew, and the commit shows what changed. Samples of records are written by hand.
 */
public final class Pins {
    static final Path SAMPLES = Path.of("src/test/resources/samples");

    private static final boolean WRITE = "write".equals(System.getProperty("pins"));

    private Pins() {}

    /** @param lines in the order of the file */
    public static void same(String file, Collection<String> lines) {
        same(file, String.join("\n", lines) + "\n");
    }

    public static void same(String file, String text) {
        Path pinned = SAMPLES.resolve(file);
        try {
            if (WRITE) {
                Files.createDirectories(pinned.getParent());
                Files.writeString(pinned, text);
            }
            assertThat(pinned)
                    .as("to be written with -Dpins=write, once the change is wanted")
                    .exists();
            List<String> wanted = Files.readAllLines(pinned);
            assertThat(text.lines().toList())
                    .as("%s; if the change is wanted: -Dpins=write", pinned)
                    .containsExactlyElementsOf(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
