package io.photosync.thumbnail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/** Writes baseline JPEGs. */
final class JpegWriter {
    private static final String NATIVE = "javax_imageio_jpeg_image_1.0";
    /** Below this width every pixel keeps its own colour: with subsampling, an eye of three pixels would have none. */
    private static final int FULL_COLOUR_BELOW = 100;

    private final ImageCodecs codecs;
    private final float quality;

    /** @param quality 0 to 1 */
    JpegWriter(ImageCodecs codecs, float quality) {
        this.codecs = codecs;
        this.quality = quality;
    }

    byte[] write(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriter writer = codecs.jpegWriter();
            try {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality);
                writer.setOutput(stream);
                IIOMetadata metadata = image.getWidth() < FULL_COLOUR_BELOW ? fullColour(writer, image, param) : null;
                writer.write(null, new IIOImage(image, null, metadata), param);
            } finally {
                writer.dispose();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing a JPEG into memory", impossible);
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata fullColour(ImageWriter writer, BufferedImage image, ImageWriteParam param)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
        Element root = (Element) metadata.getAsTree(NATIVE);
        Element brightness =
                (Element) root.getElementsByTagName("componentSpec").item(0);
        brightness.setAttribute("HsamplingFactor", "1");
        brightness.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree(NATIVE, root);
        return metadata;
    }
}
