package io.photosync.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.install.ComposeFile;
import io.photosync.sandbox.Broker;
import io.photosync.sandbox.KafkaNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.utility.DockerImageName;

/** The switch between the sandbox's Kafka and that in a container. Needs no engine. */
class BrokerKindTest {
    private static final String PROPERTY = "photosync.test.broker";

    private final Optional<String> before = Optional.ofNullable(System.getProperty(PROPERTY));

    @AfterEach
    void as_it_was() {
        before.ifPresentOrElse(value -> System.setProperty(PROPERTY, value), () -> System.clearProperty(PROPERTY));
    }

    @Test
    void without_the_profile_the_checks_run_against_the_sandboxs_own_broker() {
        System.clearProperty(PROPERTY);

        assertThat(BrokerKind.chosen()).isEqualTo(BrokerKind.EMBEDDED);
        try (KafkaNode node = BrokerKind.chosen().start()) {
            assertThat(node).isInstanceOf(Broker.class);
        }
    }

    @Test
    void the_value_that_the_profile_sets_chooses_the_container() throws IOException {
        System.setProperty(PROPERTY, profile("photosync.test.broker"));

        assertThat(BrokerKind.chosen()).isEqualTo(BrokerKind.CONTAINER);
    }

    @Test
    void a_misspelt_kind_is_refused() {
        System.setProperty(PROPERTY, "contaner");

        assertThatThrownBy(BrokerKind::chosen).hasMessageContaining("CONTANER");
    }

    @Test
    void the_image_is_kafkas_own_and_of_the_version_of_the_clients() {
        DockerImageName image = DockerImageName.parse(ComposeFile.read().image("kafka"));

        assertThat(image.getUnversionedPart()).isEqualTo("apache/kafka");
        assertThat(image.getVersionPart()).isEqualTo(AppInfoParser.getVersion());
    }

    /** Neither by verify alone, since they would need an engine there, nor by a name that is not. */
    @Test
    void the_probes_are_run_by_the_profile_alone() throws IOException {
        String profile = profileText();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/io/photosync/containers"))) {
            List<String> probes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Probe.java"))
                    .toList();

            assertThat(probes).isNotEmpty().allSatisfy(name -> assertThat(profile)
                    .contains("<include>**/" + name + "</include>"));
        }
    }

    private static String profile(String property) throws IOException {
        return Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(Pattern.quote(property)))
                .matcher(profileText())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String profileText() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String profile = pom.substring(pom.indexOf("<id>containers</id>"));
        return profile.substring(0, profile.indexOf("</profile>"));
    }
}
