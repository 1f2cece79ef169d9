package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages as a reader follows them: every link leads somewhere, and every page can be reached from the README. */
class LinksTest {
    private static final Path README = Path.of("README.md");
    private static final int README_AT_MOST = 130;
    /** {@code SlowHeads}; not {@code Graph}. */
    private static final Pattern COMPOUND = Pattern.compile("\\b[A-Z]\\w*[a-z]\\w*[A-Z]\\w*\\b");

    @Test
    void every_link_leads_to_a_file_and_a_heading_that_are_there() {
        assertThat(pages()).hasSizeGreaterThan(30).allSatisfy(page -> assertThat(page.links())
                .as(page.path().toString())
                .allSatisfy(link -> {
                    assertThat(link.path()).as(link.text()).exists();
                    link.heading().ifPresent(heading -> assertThat(
                                    Page.read(link.path()).headings())
                            .as(link.text())
                            .contains(heading));
                }));
    }

    @Test
    void the_readme_is_read_in_a_few_minutes() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(README_AT_MOST);
    }

    @Test
    void every_page_can_be_reached_from_the_readme() {
        Set<Path> reached = new TreeSet<>(Set.of(README));
        Deque<Path> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (Page.Link link : Page.read(next.pop()).links()) {
                for (Path page : markdown(link.path())) {
                    if (reached.add(page)) {
                        next.push(page);
                    }
                }
            }
        }

        assertThat(reached).containsAll(pages().stream().map(Page::path).toList());
    }

    @Test
    void every_class_that_a_page_names_is_there() {
        SourceNames sources = SourceNames.read();

        assertThat(pages().stream().flatMap(page -> page.classes().stream())).hasSizeGreaterThan(200);
        assertThat(pages().stream().flatMap(page -> page.classes().stream()
                        .filter(name -> !sources.know(name))
                        .map(name -> "%s: %s".formatted(page.path(), name))))
                .isEmpty();
    }

    @Test
    void every_class_that_a_comment_of_the_properties_names_is_there() throws IOException {
        SourceNames sources = SourceNames.read();

        assertThat(Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
                        .filter(line -> line.startsWith("#"))
                        .flatMap(line -> COMPOUND.matcher(line).results())
                        .map(MatchResult::group))
                .hasSizeGreaterThan(5)
                .allMatch(sources::know);
    }

    @Test
    void the_events_that_the_contract_quotes_are_the_samples() {
        String contract = ManifestReader.text(Path.of("src", "docs", "event-contract.md"));

        assertThat(Stream.of("event.json", "event.removed.json")).allSatisfy(sample -> assertThat(contract)
                .contains(ManifestReader.text(Path.of("src/test/resources/samples/records/photo-updated", sample))));
    }

    private static List<Page> pages() {
        return Stream.concat(
                        Stream.of(README),
                        Stream.of("src/docs", "deploy", ".github")
                                .flatMap(folder -> markdown(Path.of(folder)).stream()))
                .map(Page::read)
                .toList();
    }

    /** A page, or all pages below a folder. */
    private static List<Path> markdown(Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
