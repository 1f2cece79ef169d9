package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file below {@code k8s}, by itself. */
class ManifestFilesTest {
    private static final String EXAMPLE = "030-Secret.example";
    private static final Set<String> OPERATIONS = Set.of("op", "path", "value");

    static Stream<Path> manifests() {
        return ManifestReader.files(".yaml", EXAMPLE).stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void has_no_field_that_its_kind_does_not_have(Path file) {
        for (Manifest manifest : ManifestReader.read(file)) {
            if (manifest.tree().isArray()) {
                assertThat(manifest.tree()).allSatisfy(operation -> assertThat(operation.properties())
                        .allMatch(field -> OPERATIONS.contains(field.getKey())));
            } else {
                assertThat(StrictKinds.problem(manifest)).isEmpty();
            }
        }
    }

    @Test
    void each_file_is_named_by_the_kustomization_beside_it_and_each_name_is_a_file() {
        for (Path kustomization : ManifestReader.files("kustomization.yaml")) {
            Set<String> beside = ManifestReader.files("").stream()
                    .filter(file -> file.getParent().equals(kustomization.getParent()))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("kustomization.yaml") && !name.equals(EXAMPLE))
                    .collect(Collectors.toSet());

            assertThat(named(ManifestReader.read(kustomization).getFirst()))
                    .as(kustomization.toString())
                    .containsExactlyInAnyOrderElementsOf(beside);
        }
    }

    @Test
    void the_resources_of_a_folder_stand_in_the_order_of_their_numbers() {
        for (Path kustomization : ManifestReader.files("kustomization.yaml")) {
            List<String> resources =
                    Manifest.texts(ManifestReader.read(kustomization).getFirst().at("/resources"));

            assertThat(resources).as(kustomization.toString()).isSorted();
        }
    }

    @Test
    void no_secret_is_part_of_what_is_applied() {
        assertThat(manifests()
                        .filter(file -> !file.endsWith(EXAMPLE))
                        .flatMap(file -> ManifestReader.read(file).stream())
                        .map(Manifest::kind))
                .isNotEmpty()
                .doesNotContain("Secret");
    }

    private static List<String> named(Manifest kustomization) {
        return Stream.of("/resources/*", "/configMapGenerator/*/files/*", "/patches/*/path", "/transformers/*")
                .flatMap(pattern -> kustomization.all(pattern).values().stream())
                .map(node -> node.asText())
                .filter(name -> !name.startsWith("../"))
                .toList();
    }
}
