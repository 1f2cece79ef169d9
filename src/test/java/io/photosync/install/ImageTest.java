package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Dockerfile, against what the pod expects of the image and against the repository. */
class ImageTest {
    private static final String DOCKERFILE = ManifestReader.text(Path.of("deploy", "Dockerfile"));
    private static final Manifest DEPLOYMENT = ManifestReader.read(
                    ManifestReader.ROOT.resolve("base/050-Deployment.yaml"))
            .getFirst();

    @Test
    void the_image_runs_as_the_user_and_with_the_ports_that_the_pod_says() {
        String service = DOCKERFILE.substring(DOCKERFILE.indexOf(" AS service"));
        String ports = String.join(
                " ",
                DEPLOYMENT.all("/spec/template/spec/containers/0/ports/*/containerPort").values().stream()
                        .map(port -> port.asText())
                        .toList());

        assertThat(service)
                .contains("\nUSER %s:0\n"
                        .formatted(DEPLOYMENT
                                .at("/spec/template/spec/securityContext/runAsUser")
                                .asText()))
                .contains("\nEXPOSE " + ports + "\n");
    }

    @Test
    void the_service_is_the_last_stage_and_holds_nothing_of_the_sandbox() {
        List<String> stages = List.of(DOCKERFILE.split("(?m)^FROM "));
        String base = stages.stream()
                .filter(stage -> stage.contains(" AS base\n"))
                .findFirst()
                .orElseThrow();

        assertThat(stages.getLast()).startsWith("base AS service\n").doesNotContain("tenant", "sandbox");
        // What follows the last instruction speaks of the next stage.
        assertThat(base.substring(0, base.indexOf("\n\n"))).doesNotContain("tenant", "sandbox");
    }

    @Test
    void what_the_build_copies_from_the_repository_is_there_and_is_let_in() {
        List<String> allowed = ManifestReader.text(Path.of("deploy", "Dockerfile.dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = Pattern.compile("(?m)^COPY (?!--from)(\\S+) /app")
                .matcher(DOCKERFILE)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(copied)
                .contains("deploy/jvm.options")
                .allMatch(file -> Files.exists(Path.of(file)))
                .allMatch(allowed::contains);
        // What is built may not be there yet.
        assertThat(allowed.stream().filter(path -> !path.startsWith("target/")))
                .allMatch(path -> Files.exists(Path.of(path)));
        assertThat(Stream.of(".git", "deploy/.env", "deploy/identity", "src/test"))
                .noneMatch(allowed::contains);
    }

    @Test
    void both_bases_are_pinned_by_digest_and_say_which_release_that_is() {
        List<String> bases = Pattern.compile("(?m)^ARG \\w+_IMAGE=(.*)$")
                .matcher(DOCKERFILE)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(bases).hasSize(2).allMatch(base -> base.matches("[a-z-]+:[^:@]*\\d[^:@]*@sha256:[0-9a-f]{64}"));
        assertThat(Pattern.compile("(?m)^FROM (\\S+)").matcher(DOCKERFILE).results())
                .extracting(match -> match.group(1))
                .containsOnly("${JDK_IMAGE}", "${BASE_IMAGE}", "base");
    }

    @Test
    void no_secret_is_built_in() {
        assertThat(DOCKERFILE.lines().filter(line -> line.matches("(ARG|ENV) .*")))
                .allMatch(line -> line.matches("(ARG (JDK_IMAGE|BASE_IMAGE|JARS)=|ENV (PATH|LANG)=).*"));
        assertThat(DOCKERFILE).doesNotContain("--mount=type=secret", "ADD ");
    }

    @Test
    void what_check_says_can_be_written_in_its_own_letters() {
        assertThat(DOCKERFILE.substring(DOCKERFILE.indexOf(" AS base"))).contains("ENV LANG=C.UTF-8");
    }

    @Test
    void the_settings_that_the_pod_mounts_lie_where_the_service_starts() {
        assertThat(DOCKERFILE).contains("\nWORKDIR /app\n");
        assertThat(DEPLOYMENT
                        .all("/spec/template/spec/containers/0/volumeMounts/*/mountPath")
                        .values())
                .anyMatch(path -> path.asText().equals("/app/config"));
    }
}
