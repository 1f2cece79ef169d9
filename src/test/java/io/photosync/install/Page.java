package io.photosync.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown, as far as its links are concerned. */
record Page(Path path, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    /** {@code Budget} or {@code Budget#pauseFor}; not {@code REMOVED}, nor {@code GET}. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:#\\w+)?)`");

    /**
     * A link to a file of ours.
     *
     * @param text as it stands on the page
     * @param path from the repository's root
     */
    record Link(String text, Path path, Optional<String> heading) {}

    static Page read(Path path) {
        return new Page(path, BLOCK.matcher(ManifestReader.text(path)).replaceAll(""));
    }

    List<Link> links() {
        return all(LINK, CODE.matcher(text).replaceAll(""))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .map(this::link)
                .toList();
    }

    private Link link(String text) {
        String[] parts = text.split("#", 2);
        Path target = parts[0].isEmpty()
                ? path
                : Optional.ofNullable(path.getParent())
                        .map(folder -> folder.resolve(parts[0]))
                        .orElse(Path.of(parts[0]))
                        .normalize();
        return new Link(text, target, parts.length < 2 ? Optional.empty() : Optional.of(parts[1]));
    }

    /** The page's headings as links name them. */
    List<String> headings() {
        return all(HEADING, text)
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The classes that the page names, as it does. */
    List<String> classes() {
        return all(CLASS, text).toList();
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
