package io.photosync.process;

import static io.photosync.testkit.Patience.await;

import io.photosync.sandbox.FreePort;
import io.photosync.testkit.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service as a child process, so that it can be killed while broker, tenant and truth live on. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    /** As the service is deployed. */
    private static final Path OPTIONS = Path.of("deploy", "jvm.options");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final int http;
    private final int management;
    private final Path log;

    private ServiceProcess(Process process, int http, int management, Path log) {
        this.process = process;
        this.http = http;
        this.management = management;
        this.log = log;
    }

    /** How to start it: on which ports, with which settings. */
    public record Launch(int http, int management, Map<String, String> settings) {

        /** On free ports, which stay the same over restarts: Graph knows the address. */
        public static Launch of(Map<String, String> settings) {
            return new Launch(FreePort.port(), FreePort.port(), settings);
        }

        public Launch with(String name, String value) {
            Map<String, String> more = new HashMap<>(settings);
            more.put(name, value);
            return new Launch(http, management, Map.copyOf(more));
        }

        public Launch without(String name) {
            Map<String, String> fewer = new HashMap<>(settings);
            fewer.remove(name);
            return new Launch(http, management, Map.copyOf(fewer));
        }

        /** A second process of the same service: other ports, but the same address for Graph. */
        public Launch besides() {
            return new Launch(
                    FreePort.port(), FreePort.port(), with("photosync.webhook.public-url", publicUrl()).settings);
        }

        String publicUrl() {
            return settings.getOrDefault("photosync.webhook.public-url", "http://localhost:" + http);
        }
    }

    /** Starts the process and does not wait for it. */
    public static ServiceProcess launch(Launch launch) {
        try {
            Path logs = Files.createDirectories(Path.of("target", "service-logs"));
            Path log = Files.createTempFile(logs, "service-", ".log");
            Process process = new ProcessBuilder(command(launch))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServiceProcess(process, launch.http(), launch.management(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("the service cannot be started", e);
        }
    }

    /** Starts the process and waits until it says that it has started. */
    public static ServiceProcess start(Launch launch) {
        ServiceProcess service = launch(launch);
        await("start of the service, log " + service.log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!service.alive()) {
                        throw new IllegalStateException("the service ended: " + service.log());
                    }
                    return service.health("started") == 200;
                });
        return service;
    }

    private static List<String> command(Launch launch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + OPTIONS);
        Map<String, String> settings = new HashMap<>(launch.settings());
        // Its requests would be counted with those that the tests count.
        settings.putIfAbsent("photosync.drift.enabled", "false");
        settings.put("quarkus.http.port", Integer.toString(launch.http()));
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.management.port", Integer.toString(launch.management()));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("photosync.webhook.public-url", launch.publicUrl());
        // Most tests count requests.
        settings.putIfAbsent("photosync.sweep.enabled", "false");
        settings.putIfAbsent("photosync.removal.confirm-after", "PT1S");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(jar().toString());
        return command;
    }

    private static File jar() {
        File jar = new File(System.getProperty("photosync.app", "target/quarkus-app/quarkus-run.jar"));
        if (!jar.isFile()) {
            throw new IllegalStateException("no packaged service at %s: run ./mvnw package first".formatted(jar));
        }
        return jar;
    }

    public URI url(String path) {
        return URI.create("http://localhost:" + http + path);
    }

    /** The status of one of the health endpoints, 0 when nobody answers. */
    public int health(String which) {
        return probe("/q/health/" + which);
    }

    /** The status that a path of the management port answers with, 0 when nobody answers. */
    int probe(String path) {
        return get(URI.create("http://localhost:" + management + path))
                .map(HttpResponse::statusCode)
                .orElse(0);
    }

    /** What one of the management endpoints answers; empty when nobody does. */
    public String management(String path) {
        return get(URI.create("http://localhost:" + management + path))
                .map(HttpResponse::body)
                .orElse("");
    }

    private static java.util.Optional<HttpResponse<String>> get(URI uri) {
        try {
            return java.util.Optional.of(CLIENT.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(15)).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return java.util.Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Memory that the process holds now, heap and all else. */
    public long residentMegabytes() {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String resident =
                    status.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(resident.replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("no process " + process.pid(), e);
        }
    }

    /** What the process has used of the processors since its start. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a power cut would: no chance to say a word. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Patience.LONG);
    }

    /**
     * As Kubernetes ends a pod.
     *
     * @return how long it took
     */
    public Duration terminate() {
        long began = System.nanoTime();
        process.destroy();
        awaitEnd(Duration.ofSeconds(60));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the service does not end within %s: %s".formatted(atMost, log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd(Patience.LONG);
    }
}
