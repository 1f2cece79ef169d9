package io.photosync.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of holes that are known of what we ship.
 *
 * @param asOf when it was last brought up to date
 */
record KnownHoles(LocalDate asOf, List<Hole> holes) {
    private static final Path LIST = Path.of("src/test/resources/known-holes.txt");
    private static final Pattern AS_OF = Pattern.compile("as of (\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern HOLE = Pattern.compile("([\\w.-]+):([\\w.*-]+) (\\S+) (\\S+) (.+)");
    /** As the packaged libraries are named: group, artifact and version. */
    private static final Pattern LIBRARY = Pattern.compile("(.+?)-(\\d[\\w.]*(?:-[\\w.]+)*)\\.jar");

    private static final String STANDS = "stands:";

    /** @param fixedIn the first version of that line without it */
    record Hole(String group, String artifact, String fixedIn, String id, String what) {

        boolean stands() {
            return what.startsWith(STANDS);
        }

        /** @param library the packaged file's name */
        boolean isIn(String library) {
            return version(library).filter(version -> isOlder(version, fixedIn)).isPresent();
        }

        /** The library's version, where it is the one that the hole is in. */
        Optional<String> version(String library) {
            Matcher name = LIBRARY.matcher(library);
            boolean same = name.matches()
                    && (artifact.equals("*")
                            ? name.group(1).startsWith(group + ".")
                            : name.group(1).equals(group + "." + artifact));
            return same ? Optional.of(name.group(2)) : Optional.empty();
        }
    }

    static KnownHoles read() throws IOException {
        LocalDate asOf = LocalDate.MIN;
        List<Hole> holes = new ArrayList<>();
        for (String line : Files.readAllLines(LIST)) {
            Matcher date = AS_OF.matcher(line);
            Matcher hole = HOLE.matcher(line);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (date.matches()) {
                asOf = LocalDate.parse(date.group(1));
            } else if (hole.matches()) {
                holes.add(new Hole(hole.group(1), hole.group(2), hole.group(3), hole.group(4), hole.group(5)));
            } else {
                throw new IllegalArgumentException("%s: no hole: %s".formatted(LIST, line));
            }
        }
        return new KnownHoles(asOf, List.copyOf(holes));
    }

    /** By their numbers; a word after them, such as Final, says nothing. */
    static boolean isOlder(String version, String than) {
        String[] one = version.split("[.-]");
        String[] other = than.split("[.-]");
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int difference = Integer.compare(number(one, i), number(other, i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int number(String[] parts, int at) {
        return at < parts.length && parts[at].matches("\\d{1,9}") ? Integer.parseInt(parts[at]) : 0;
    }
}
