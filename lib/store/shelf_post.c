/* shelf_post: which texts hold a word, as bytes of kb_post rows. */
#include "store/shelf_post.h"

#include <math.h>

size_t shelf_post_read(const uint8_t *p, size_t n, uint32_t first, struct shelf_post out[SHELF_ROW])
{
	const uint8_t *end = p + n;
	uint32_t doc = first;
	size_t count = 0;

	while (p < end && count < SHELF_ROW) {
		uint32_t delta = 0;
		int shift = 0;
		for (; p < end && *p >= 128 && shift < 28; shift += 7)
			delta |= (uint32_t)(*p++ & 127) << shift;
		if (end - p < 2 || *p >= 128)
			break;
		delta |= (uint32_t)*p++ << shift;
		doc += delta;
		out[count++] = (struct shelf_post){doc, *p++};
	}
	return count;
}

void shelf_post_score(const uint8_t *p, size_t n, uint32_t first, const uint16_t points[256], uint16_t *score,
                      size_t texts)
{
	const uint8_t *end = p + n;
	uint32_t doc = first;

	while (end - p >= 2) {
		uint32_t delta = *p++;
		if (delta >= 128) {
			delta &= 127;
			for (int shift = 7; p < end && shift <= 28; shift += 7) {
				uint32_t byte = *p++;
				delta |= (byte & 127) << shift;
				if (byte < 128)
					break;
			}
			if (p >= end)
				return;
		}
		doc += delta;
		uint32_t add = points[*p++];
		if (doc < texts)
			score[doc] = (uint16_t)(score[doc] + add);
	}
}

void shelf_post_write(struct str *out, uint32_t first, const struct shelf_post *v, size_t n)
{
	uint8_t *room = (uint8_t *)str_room(out, n * 6), *p = room;

	for (size_t i = 0; i < n; i++) {
		uint32_t delta = v[i].doc - first;
		for (; delta >= 128; delta >>= 7)
			*p++ = (uint8_t)(delta | 128);
		*p++ = (uint8_t)delta;
		*p++ = v[i].weight;
		first = v[i].doc;
	}
	out->n += (size_t)(p - room);
}

/* --- weights --- */

static const double field_weight[RANK_FIELDS] = {
	[RANK_TITLE] = 5, [RANK_QUESTIONS] = 3, [RANK_BODY] = 1, [RANK_NAMES] = 1};
static const double field_length[RANK_FIELDS] = {       /* how much length counts: BM25's b */
	[RANK_TITLE] = 0.75, [RANK_QUESTIONS] = 1, [RANK_BODY] = 0.75, [RANK_NAMES] = 0};
enum { STEPS = 16, ONE = 128 };

uint8_t shelf_weight(const uint32_t tf[RANK_FIELDS], const uint32_t len[RANK_FIELDS], const double usual[RANK_FIELDS])
{
	double sum = 0;

	for (int f = 0; f < RANK_FIELDS; f++)
		if (tf[f])
			sum += field_weight[f] * tf[f] / (1 - field_length[f] + field_length[f] * len[f] / usual[f]);
	double step = sum > 0 ? round(log2(sum) * STEPS) + ONE : 1;
	return step < 1 ? 1 : step > 255 ? 255 : (uint8_t)step;
}

float shelf_weight_of(uint8_t weight)
{
	return exp2f((float)(weight - ONE) / STEPS);
}

float shelf_saturated(float weight)
{
	return weight / (weight + 5.0f);
}
