package io.photosync.sandbox.people;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Capital letters without a font: a slim Java image has neither fonts nor the libraries that draw them. */
final class Glyphs {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;

    /** A to Z, five dots by seven, first row in the highest bits. */
    private static final long[] DOTS = {
        0x3A31FC631L, 0x7A3E8C63EL, 0x3E108420FL, 0x7A318C63EL, 0x7E1E8421FL, 0x7E1E84210L,
        0x3E109C62FL, 0x463F8C631L, 0x38842108EL, 0x1C210C62EL, 0x465CA4A31L, 0x42108421FL,
        0x47758C631L, 0x47359C631L, 0x3A318C62EL, 0x7A31F4210L, 0x3A318D64DL, 0x7A31F5251L,
        0x3E0E0843EL, 0x7C8421084L, 0x46318C62EL, 0x46318C544L, 0x46318D771L, 0x454422A31L,
        0x454421084L, 0x7C222221FL
    };

    private Glyphs() {}

    /** @param dot side of one dot in the canvas's units */
    static void draw(Graphics2D canvas, String letters, double x, double y, double dot) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                draw(canvas, DOTS[letter - 'A'], x + i * (COLUMNS + 2) * dot, y, dot);
            }
        }
    }

    private static void draw(Graphics2D canvas, long dots, double x, double y, double dot) {
        for (int bit = 0; bit < COLUMNS * ROWS; bit++) {
            if ((dots >> (COLUMNS * ROWS - 1 - bit) & 1) == 1) {
                canvas.fill(new Rectangle2D.Double(x + bit % COLUMNS * dot, y + bit / COLUMNS * dot, dot, dot));
            }
        }
    }
}
