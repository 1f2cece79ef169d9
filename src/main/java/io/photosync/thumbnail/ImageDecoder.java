package io.photosync.thumbnail;

import io.photosync.thumbnail.UnreadableImage.Code;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes an image to the square in its middle, with no more pixels in memory than the largest thumbnail needs. */
final class ImageDecoder {
    /**
     * libjpeg's message for a picture that ends before its last line. The missing end marker alone is common and
     * harmless.
     */
    private static final String CUT_OFF = "premature end";

    /**
     * The largest photo allowed takes some seconds of one processor; neither of the two decoders may be blocked for
     * longer.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Rows converted together: enough for the colour management to be fast, few enough to take no memory. */
    private static final int STRIP = 64;

    private static final int WHITE = 0xFFFFFF;

    private final ImageCodecs codecs;
    private final long maxPixels;
    private final int largestSide;

    ImageDecoder(ImageCodecs codecs, long maxPixels, int largestSide) {
        this.codecs = codecs;
        this.maxPixels = maxPixels;
        this.largestSide = largestSide;
    }

    /** By the header alone. */
    DecodingPlan plan(byte[] image) throws UnreadableImage {
        ImageHeader header = ImageHeader.of(ImageFormat.of(image), image);
        header.refuse(maxPixels);
        return DecodingPlan.of(header, largestSide);
    }

    /** The square, no larger than the largest thumbnail. */
    CroppedImage decode(byte[] image, DecodingPlan plan) throws UnreadableImage {
        ImageFormat format = plan.header().format();
        try {
            return scaled(read(image, plan), plan);
        } catch (BytesInput.TooSlow slow) {
            throw new UnreadableImage(
                    Code.TOO_LARGE, format + " took more than " + TIMEOUT.toSeconds() + " s to decode", slow);
        } catch (IOException | RuntimeException broken) {
            // The readers answer damaged bytes with whatever exception comes first, out of bounds included.
            throw new UnreadableImage(Code.BROKEN, format + " is damaged and cannot be decoded", broken);
        }
    }

    private BufferedImage read(byte[] image, DecodingPlan plan) throws UnreadableImage, IOException {
        if (plan.header().format() != ImageFormat.JPEG) {
            return readOnce(image, plan);
        }
        JpegHeader header = JpegHeader.of(image);
        try {
            return readOnce(header.cleaned(true), plan);
        } catch (BytesInput.TooSlow slow) {
            throw slow;
        } catch (IOException | RuntimeException perhapsItsProfile) {
            return readOnce(header.cleaned(false), plan);
        }
    }

    private BufferedImage readOnce(byte[] image, DecodingPlan plan) throws UnreadableImage, IOException {
        List<String> warnings = new ArrayList<>();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        ImageReader reader = codecs.reader(plan.header().format());
        try (ImageInputStream stream = new BytesInput(image, deadline)) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            // Its metadata are not needed, and a PNG's may be a bomb of its own (zTXt).
            reader.setInput(stream, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(plan.region());
            param.setSourceSubsampling(plan.step(), plan.step(), 0, 0);
            BufferedImage read = reader.read(0, param);
            if (warnings.stream().anyMatch(warning -> warning.contains(CUT_OFF))) {
                throw new UnreadableImage(Code.BROKEN, "JPEG is cut off before its last line");
            }
            return read;
        } finally {
            reader.dispose();
        }
    }

    private CroppedImage scaled(BufferedImage read, DecodingPlan plan) {
        OpaqueRgb colours = new OpaqueRgb(read, plan.header().colours());
        int from = plan.side();
        int to = Math.min(from, largestSide);
        AreaAverage average = new AreaAverage(from, to);
        int[] row = new int[from];
        Arrays.fill(row, WHITE);
        int width = Math.min(read.getWidth(), from - plan.left());
        int end = Math.min(from, plan.top() + read.getHeight());
        addWhite(average, row, plan.top());
        for (int top = plan.top(); top < end; top += STRIP) {
            int rows = Math.min(STRIP, end - top);
            int[] strip = colours.rows(top - plan.top(), rows);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(strip, i * read.getWidth(), row, plan.left(), width);
                average.add(row, 0);
            }
        }
        Arrays.fill(row, WHITE);
        addWhite(average, row, from - end);
        return new CroppedImage(plan.header().orientation().upright(average.scaled(), to), to);
    }

    private static void addWhite(AreaAverage average, int[] white, int rows) {
        for (int i = 0; i < rows; i++) {
            average.add(white, 0);
        }
    }
}
