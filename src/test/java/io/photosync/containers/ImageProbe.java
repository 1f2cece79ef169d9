package io.photosync.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.VolumesFrom;
import io.photosync.install.ComposeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The built images as the compose file starts them: its settings, its rights, its memory. Both must have been built before, see "Containers in
 * tests" in src/docs/testing.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageProbe {
    private static final ComposeFile COMPOSE = ComposeFile.read();
    private static final int MANAGEMENT = 9000;
    private static final int PHOTOS = 20;
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration IN_THE_END = Duration.ofMinutes(3);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> kafka = container("kafka")
            .withEnv(COMPOSE.environment("kafka"))
            .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(START));
    private final GenericContainer<?> tenant = container("tenant")
            // Its one line says that everything is up.
            .waitingFor(Wait.forLogMessage("\\{.*}\\s*", 1).withStartupTimeout(START))
            .withCreateContainerCmdModifier(ImageProbe::withoutRights);
    private GenericContainer<?> service;

    @BeforeAll
    void as_compose_starts_them() {
        kafka.start();
        tenant.start();
        service = service()
                .withExposedPorts(MANAGEMENT)
                .waitingFor(
                        Wait.forHttp("/q/health/started").forPort(MANAGEMENT).withStartupTimeout(START));
        service.start();
    }

    @AfterAll
    void end() {
        Stream.of(service, tenant, kafka).filter(Objects::nonNull).forEach(GenericContainer::stop);
        network.close();
    }

    @Test
    void it_is_live_and_ready_and_syncs_the_tenants_photos() {
        assertThat(status("/q/health/live")).isEqualTo(200);
        assertThat(status("/q/health/ready")).isEqualTo(200);
        await("%d photos".formatted(PHOTOS)).atMost(IN_THE_END).until(() -> synced() >= PHOTOS);
    }

    @Test
    void it_has_no_rights_and_writes_nowhere_but_into_tmp() throws Exception {
        ExecResult user = service.execInContainer("id", "-u");
        ExecResult rights = service.execInContainer("grep", "-E", "^(CapEff|NoNewPrivs)", "/proc/1/status");
        ExecResult written = service.execInContainer("touch", "/app/x");

        assertThat(user.getStdout().strip()).isEqualTo("10001");
        assertThat(rights.getStdout()).containsPattern("CapEff:\\s*0+\\s").containsPattern("NoNewPrivs:\\s*1");
        assertThat(written.getExitCode()).isNotZero();
        assertThat(service.execInContainer("touch", "/tmp/x").getExitCode()).isZero();
    }

    @Test
    void nothing_of_the_build_the_tests_or_the_sandbox_is_in_it() throws Exception {
        String files =
                service.execInContainer("find", "/app", "/opt", "-type", "f").getStdout();

        assertThat(files).contains("/app/quarkus-run.jar");
        assertThat(files.lines())
                .noneMatch(file -> file.matches(".*(sandbox|testcontainers|junit|kafka_2\\.13|kafka-server|bcpkix).*"))
                .noneMatch(file -> file.endsWith(".java") || file.endsWith(".pem") || file.endsWith(".key"))
                .noneMatch(file -> file.endsWith("/javac") || file.endsWith("src.zip"));
    }

    @Test
    void no_secret_is_in_its_metrics_or_its_log() throws Exception {
        await().atMost(IN_THE_END).until(() -> synced() >= 1);
        String key = service.execInContainer("cat", "/sandbox/client.key").getStdout();
        List<String> secrets =
                key.lines().filter(line -> !line.startsWith("-----")).toList();

        assertThat(secrets).isNotEmpty();
        for (String told : List.of(get("/q/metrics"), service.getLogs())) {
            assertThat(told).doesNotContain(secrets).doesNotContain("PRIVATE KEY", "Bearer ", "eyJ");
        }
    }

    @Test
    void asked_to_check_it_says_what_works_and_ends() {
        try (GenericContainer<?> check = service()
                .withCommand("check")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(START))) {
            check.start();

            assertThat(check.getLogs())
                    .contains("settings", "Kafka", "photo folder")
                    .doesNotContain("does not work");
        }
    }

    /** Its volumes are the tenant's, so that must have started. */
    private GenericContainer<?> service() {
        return container("photosync")
                .withEnv(COMPOSE.environment("photosync"))
                .withCreateContainerCmdModifier(ImageProbe::withoutRights)
                .withCreateContainerCmdModifier(command -> host(command)
                        // By id: not every engine knows the name as Testcontainers gives it.
                        .withVolumesFrom(new VolumesFrom(tenant.getContainerId(), AccessMode.ro))
                        .withMemory(megabytes(COMPOSE.value("photosync", "mem_limit")))
                        .withTmpFs(Map.of("/tmp", "size=16m,noexec")));
    }

    private GenericContainer<?> container(String name) {
        return new GenericContainer<>(COMPOSE.image(name)).withNetwork(network).withNetworkAliases(name);
    }

    private static void withoutRights(CreateContainerCmd command) {
        host(command)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withTmpFs(Map.of("/tmp", ""));
    }

    private static HostConfig host(CreateContainerCmd command) {
        return Objects.requireNonNull(command.getHostConfig());
    }

    /** @param limit such as {@code 384m} */
    private static long megabytes(String limit) {
        return Long.parseLong(limit.replace("m", "")) << 20;
    }

    private double synced() {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("photosync_") && line.contains("=\"synced\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private int status(String path) {
        return answer(path).statusCode();
    }

    private String get(String path) {
        return answer(path).body();
    }

    private HttpResponse<String> answer(String path) {
        URI uri = URI.create("http://%s:%d%s".formatted(service.getHost(), service.getMappedPort(MANAGEMENT), path));
        try {
            return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
