package io.photosync.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The bytes of a photo, as its owner or a program made them. */
public final class PhotoFuzz {
    private static final Path IMAGES = Path.of("src/test/resources/images");
    /** Larger ones take most of the time and have no more of what is to be mutated. */
    private static final int LARGEST_SEED = 25_000;

    private static final Thumbnailer THUMBNAILER = new Thumbnailer(ThumbnailSettingsTest.with(Map.of()));

    private PhotoFuzz() {}

    /** Three thumbnails that can be shown, or a refusal in one line that holds nothing of the image. */
    public static String photo(byte[] image) throws InterruptedException, IOException {
        try {
            Thumbnails made = THUMBNAILER.make(image);
            for (byte[] jpeg : List.of(made.small(), made.medium(), made.large())) {
                assertThat(jpeg[0] & 0xFF).isEqualTo(0xFF);
                assertThat(jpeg[1] & 0xFF).isEqualTo(0xD8);
            }
            int side =
                    ImageIO.read(new java.io.ByteArrayInputStream(made.large())).getWidth();
            assertThat(side).isBetween(8, 300);
            return "thumbnails " + ImageFormat.of(image);
        } catch (UnreadableImage refused) {
            assertThat(refused.getMessage()).matches("[\\p{Print}]{1,300}");
            return refused.code() + " " + refused.getMessage().replaceAll("\\b[0-9a-f]+\\b", "N");
        }
    }

    public static List<byte[]> photos() throws IOException {
        List<byte[]> photos = new ArrayList<>();
        try (Stream<Path> files = Files.list(IMAGES)) {
            for (Path file : files.sorted().toList()) {
                if (!file.toString().endsWith(".md") && Files.size(file) <= LARGEST_SEED) {
                    photos.add(Files.readAllBytes(file));
                }
            }
        }
        for (String format : List.of("jpeg", "png", "gif", "bmp")) {
            photos.add(Fixtures.encoded(Fixtures.quarters(64), format));
        }
        photos.add(Fixtures.withOrientation(Fixtures.encoded(Fixtures.quarters(64), "jpeg"), 6));
        photos.add(Fixtures.cmyk(32, 200, 30, 40, 10));
        photos.add(Fixtures.ycck(32, 200, 30, 40, 10));
        return photos;
    }
}
