package io.photosync.thumbnail;

import java.util.Arrays;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** How a camera was held, in the order of EXIF's numbers 1 to 8, and what that means for the pixels of a square. */
enum Orientation {
    NORMAL("Normal", false, false, false),
    FLIP_H("FlipH", false, true, false),
    ROTATE_180("Rotate180", false, true, true),
    FLIP_V("FlipV", false, false, true),
    FLIP_V_ROTATE_90("FlipVRotate90", true, false, false),
    ROTATE_270("Rotate270", true, false, true),
    FLIP_H_ROTATE_90("FlipHRotate90", true, true, true),
    ROTATE_90("Rotate90", true, true, false);

    private static final String STANDARD = "javax_imageio_1.0";

    private final String standardName;
    private final boolean swapped;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(String standardName, boolean swapped, boolean fromRight, boolean fromBottom) {
        this.standardName = standardName;
        this.swapped = swapped;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** Read from ImageIO's plug-in neutral metadata; {@link #NORMAL} where nothing is said. */
    static Orientation of(IIOMetadata metadata) {
        if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
            return NORMAL;
        }
        Element root = (Element) metadata.getAsTree(STANDARD);
        NodeList said = root.getElementsByTagName("ImageOrientation");
        if (said.getLength() == 0) {
            return NORMAL;
        }
        String name = ((Element) said.item(0)).getAttribute("value");
        return Arrays.stream(values())
                .filter(orientation -> orientation.standardName.equalsIgnoreCase(name))
                .findFirst()
                .orElse(NORMAL);
    }

    /** Turns a square of pixels upright. */
    int[] upright(int[] pixels, int side) {
        int[] turned = new int[pixels.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int across = swapped ? y : x;
                int down = swapped ? x : y;
                int fromX = fromRight ? side - 1 - across : across;
                int fromY = fromBottom ? side - 1 - down : down;
                turned[y * side + x] = pixels[fromY * side + fromX];
            }
        }
        return turned;
    }
}
