package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On Linux, where the service runs. */
@EnabledOnOs(OS.LINUX)
class ImageRuntimeTest {
    private static final Path RUNTIME = Path.of(System.getProperty("java.home"));

    /** What a process of its own says: libraries are loaded once in each. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.out.print(ImageRuntime.problem().orElse("nothing is missing"));
        }
    }

    @Test
    void a_complete_runtime_lacks_nothing() {
        assertThat(ImageRuntime.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"liblcms", "libjavajpeg"})
    void a_runtime_without_one_of_its_libraries_is_reported_with_the_package_to_install(
            String library, @TempDir Path folder) throws Exception {
        assertThat(saidWithout(library, folder))
                .startsWith("the Java runtime lacks " + library + ", without which photos cannot be read; install ")
                .contains("java.desktop")
                .doesNotContain("\n");
    }

    /** As the runtimes of Debian and of distroless images, which use the system's libraries, say it. */
    @ParameterizedTest
    @CsvSource({
        "/usr/lib/jvm/java-25/lib/liblcms.so: liblcms2.so.2, liblcms2, liblcms2-2 on Debian",
        "/usr/lib/jvm/java-25/lib/libjavajpeg.so: libjpeg.so.62, libjpeg, libjpeg62-turbo on Debian",
        "/usr/lib/jvm/java-25/lib/libfontmanager.so: libfreetype.so.6, libfreetype, libfreetype6 on Debian"
    })
    void a_system_without_a_library_is_reported_with_the_package(String found, String library, String install) {
        UnsatisfiedLinkError error =
                new UnsatisfiedLinkError(found + ": cannot open shared object file: No such file or directory");

        assertThat(ImageRuntime.problem(() -> {
                    throw new ExceptionInInitializerError(error);
                }))
                .hasValueSatisfying(line ->
                        assertThat(line).contains("lacks " + library + ",", "install " + install, "No such file"));
    }

    private static String saidWithout(String library, Path folder) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        runtimeWithout(library, folder).toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        return said;
    }

    /** A runtime finds its folder by where its own files really are: those are copied, the others linked. */
    private static Path runtimeWithout(String library, Path folder) throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.copy(RUNTIME.resolve("bin/java"), java);
        Files.createSymbolicLink(folder.resolve("conf"), RUNTIME.resolve("conf"));
        link(RUNTIME.resolve("lib"), folder.resolve("lib"), Set.of("libjli.so"), Set.of("server", library + ".so"));
        link(RUNTIME.resolve("lib/server"), folder.resolve("lib/server"), Set.of("libjvm.so"), Set.of());
        return java;
    }

    private static void link(Path from, Path to, Set<String> copied, Set<String> left) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (copied.contains(name)) {
                    Files.copy(file, to.resolve(name));
                } else if (!left.contains(name)) {
                    Files.createSymbolicLink(to.resolve(name), file);
                }
            }
        }
    }
}
