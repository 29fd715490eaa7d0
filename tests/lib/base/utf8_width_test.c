/* utf8_width: cells of characters and of strings. */
#include "test.h"

#include "base/utf8.h"

TEST(widths)
{
	static const struct { uint32_t c; int cells; } rows[] = {
		{0, 0}, {'\n', 0}, {0x1F, 0}, {' ', 1}, {'~', 1}, {0x7F, 0}, {0x9F, 0}, {0xA0, 1},
		{0xAD, 1}, {0xDF, 1}, {0x2FF, 1}, {0x300, 0}, {0x36F, 0}, {0x370, 1}, {0x5B0, 0},
		{0x1100, 2}, {0x1160, 0}, {0x11FF, 0}, {0x200B, 0}, {0x200D, 0}, {0x20AC, 1},
		{0x2588, 1}, {0x2026, 1}, {0x231A, 2}, {0x2705, 2}, {0x3000, 2}, {0x3042, 2},
		{0x302A, 0}, {0x303F, 1}, {0x4E2D, 2}, {0xAC00, 2}, {0xD7A3, 2}, {0xFB01, 1},
		{0xFE0F, 0}, {0xFE10, 2}, {0xFEFF, 0}, {0xFF01, 2}, {0xFF61, 1}, {0xFFE6, 2},
		{0xFFFD, 1}, {0x1F600, 2}, {0x1F680, 2}, {0x20000, 2}, {0x3FFFD, 2}, {0x3FFFE, 1},
		{0xE0001, 0}, {0xE0100, 0}, {0x10FFFF, 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (utf8_width(rows[i].c) != rows[i].cells)
			printf("U+%04X\n", (unsigned)rows[i].c);
		CHECK_INT(utf8_width(rows[i].c), rows[i].cells);
	}
}

TEST(cells_of_text)
{
	CHECK_INT(utf8_cells(""), 0);
	CHECK_INT(utf8_cells("gr\u00fc\u00df"), 4);
	CHECK_INT(utf8_cells("cafe\u0301"), 4);
	CHECK_INT(utf8_cells("\u4e2d\u6587"), 4);
	CHECK_INT(utf8_cells("\xff"), 1);
}

TEST_MAIN(T(widths), T(cells_of_text))
