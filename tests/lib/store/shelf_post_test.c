/* shelf_post: bytes that say which texts hold a word. */
#include "store/shelf_post.h"

#include "test.h"

static struct arena a;

TEST(what_is_written_is_read)
{
	static struct shelf_post in[SHELF_ROW], out[SHELF_ROW];
	struct str s = str_new(&a);
	uint32_t doc = 7;

	for (size_t i = 0; i < SHELF_ROW; i++, doc += (uint32_t)(i * i * i) % 70000 + 1)
		in[i] = (struct shelf_post){doc, (uint8_t)(i % 255 + 1)};
	shelf_post_write(&s, 7, in, SHELF_ROW);
	CHECK_INT(shelf_post_read((const uint8_t *)s.p, s.n, 7, out), SHELF_ROW);
	CHECK(memcmp(in, out, sizeof in) == 0);
}

TEST(scores_are_those_of_what_is_read)
{
	static const struct shelf_post in[] = {{5, 10}, {6, 20}, {200, 30}, {9000, 40}};
	uint16_t points[256], score[9000] = {0};
	struct str s = str_new(&a);

	for (int i = 0; i < 256; i++)
		points[i] = (uint16_t)(3 * i);
	shelf_post_write(&s, 5, in, 4);
	shelf_post_score((const uint8_t *)s.p, s.n, 5, points, score, 9000);
	CHECK_INT(score[5], 30);
	CHECK_INT(score[6], 60);
	CHECK_INT(score[200], 90);         /* 9000 lies beyond */
	CHECK_INT(score[7], 0);
}

TEST(damage_ends_the_row)
{
	static const uint8_t cut[] = {1, 9, 0x80}, endless[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 1};
	static struct shelf_post out[SHELF_ROW];
	uint16_t points[256] = {0}, score[4] = {0};

	CHECK_INT(shelf_post_read(cut, sizeof cut, 0, out), 1);
	CHECK_INT(out[0].doc, 1);
	CHECK_INT(shelf_post_read(endless, sizeof endless, 0, out), 0);
	CHECK_INT(shelf_post_read(cut, 0, 0, out), 0);
	shelf_post_score(endless, sizeof endless, 0, points, score, 4);
	shelf_post_score(cut, sizeof cut, 0, points, score, 4);
}

TEST(weights_grow_with_words_and_shrink_with_length)
{
	const double usual[RANK_FIELDS] = {7, 20, 200, 8};
	uint32_t len[RANK_FIELDS] = {7, 20, 200, 8};
	uint8_t body = shelf_weight((const uint32_t[RANK_FIELDS]){[RANK_BODY] = 1}, len, usual);
	uint8_t title = shelf_weight((const uint32_t[RANK_FIELDS]){[RANK_TITLE] = 1}, len, usual);

	CHECK(title > body);
	CHECK(shelf_weight((const uint32_t[RANK_FIELDS]){[RANK_BODY] = 3}, len, usual) > body);
	len[RANK_BODY] = 2000;
	CHECK(shelf_weight((const uint32_t[RANK_FIELDS]){[RANK_BODY] = 1}, len, usual) < body);
	CHECK_INT(shelf_weight((const uint32_t[RANK_FIELDS]){0}, len, usual), 1);
	CHECK(shelf_weight_of(128) > 0.99f && shelf_weight_of(128) < 1.01f);
	CHECK(shelf_saturated(1000) < 1 && shelf_saturated(2) > shelf_saturated(1));
}

TEST_MAIN(T(what_is_written_is_read), T(scores_are_those_of_what_is_read), T(damage_ends_the_row),
          T(weights_grow_with_words_and_shrink_with_length))
