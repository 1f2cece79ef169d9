package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a version consists of: one number everywhere, a bill of materials, and whoever proposes newer libraries. */
class ReleaseTest {
    private static final String POM = ManifestReader.text(Path.of("pom.xml"));
    private static final String VERSION = first("<version>([^<]+)</version>", POM);
    private static final String CHANGES = ManifestReader.text(Path.of(".github", "CHANGELOG.md"));

    @Test
    void the_version_is_one_wherever_it_stands() {
        assertThat(first("(?m)^## (\\S+)$", CHANGES)).isEqualTo(VERSION);
        for (Path file : List.of(
                Path.of("src", "docs", "installation.md"),
                Path.of("src", "docs", "testing.md"),
                Path.of("deploy", "Dockerfile"))) {
            assertThat(all("photosync:(\\d[\\w.-]*)", ManifestReader.text(file)))
                    .as(file.toString())
                    .containsOnly(VERSION);
        }
        assertThat(ManifestReader.read(Path.of("k8s", "base", "kustomization.yaml"))
                        .getFirst()
                        .at("/images/0/newTag")
                        .asText())
                .isEqualTo(VERSION);
        assertThat(all("PHOTOSYNC_VERSION:-([\\w.-]+)}", ManifestReader.text(Path.of("deploy", "compose.yaml"))))
                .containsOnly(VERSION);
    }

    @Test
    void the_bill_of_materials_comes_with_the_package() {
        String profile = POM.substring(POM.indexOf("<id>bom</id>"));

        assertThat(profile.substring(0, profile.indexOf("</profile>")))
                .contains("cyclonedx-maven-plugin", "<goal>makeBom</goal>", "<phase>package</phase>");
        assertThat(CHANGES).contains("./mvnw -Pbom package", "target/bom.json");
    }

    @Test
    void a_release_and_a_rebuild_for_the_base_are_told_with_the_arguments_that_the_dockerfile_has() {
        String dockerfile = ManifestReader.text(Path.of("deploy", "Dockerfile"));

        assertThat(all("--build-arg (\\w+)=", CHANGES)).isNotEmpty().allSatisfy(argument -> assertThat(dockerfile)
                .contains("ARG " + argument + "="));
        assertThat(CHANGES).contains("A tag never moves", "@sha256:", "A hole in the base image");
    }

    @Test
    void newer_versions_are_proposed_for_whatever_names_one() {
        JsonNode updates = ManifestReader.read(Path.of(".github", "dependabot.yml"))
                .getFirst()
                .at("/updates");
        Map<String, String> watched = updates.valueStream()
                .collect(Collectors.toMap(
                        update -> update.path("package-ecosystem").asText(),
                        update -> update.path("directory").asText()));

        assertThat(watched).containsOnlyKeys("maven", "docker", "docker-compose");
        assertThat(Files.exists(Path.of("." + watched.get("maven"), "pom.xml"))).isTrue();
        assertThat(Files.exists(Path.of("." + watched.get("docker"), "Dockerfile")))
                .isTrue();
        assertThat(Files.exists(Path.of("." + watched.get("docker-compose"), "compose.yaml")))
                .isTrue();
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
