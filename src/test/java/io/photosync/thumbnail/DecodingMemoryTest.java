package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a Java machine set up as the service's is, with as much in its heap as is known of 100,000 users. */
class DecodingMemoryTest {
    private static final int HELD_MEGABYTES = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgba16-2399x2399.png",
                "rgb8-12000000x2.png",
                "p3-2399x2399.jpg",
                "progressive-39mp-444-cut.jpg",
                "bmp-around-144mp-progressive.bmp"
            })
    void two_of_the_greediest_pictures_at_once_do_not_end_the_process(String file) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@deploy/jvm.options");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwoAtOnce.class.getName()));
        command.add("src/test/resources/images/" + file);

        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("decoding", ".log").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** The child process: the same picture on two threads. */
    static final class TwoAtOnce {
        private static final List<byte[]> HELD = new ArrayList<>();

        private TwoAtOnce() {}

        public static void main(String[] files) throws Exception {
            for (int i = 0; i < HELD_MEGABYTES * 10; i++) {
                HELD.add(new byte[100 << 10]);
            }
            Thumbnailer thumbnailer = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));
            byte[] image = Files.readAllBytes(Path.of(files[0]));
            Thread other = new Thread(() -> make(thumbnailer, image));
            other.start();
            make(thumbnailer, image);
            other.join();
        }

        private static void make(Thumbnailer thumbnailer, byte[] image) {
            try {
                thumbnailer.make(image);
            } catch (UnreadableImage refused) {
                // A refusal is an answer; an end of the process is none.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
