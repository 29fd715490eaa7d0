/* shelf_post: which texts hold a word, as bytes of kb_post rows.
 *
 * A row holds up to SHELF_ROW texts in order: how much further the number of each
 * is than the one before (the first: than the row's own), 7 bits a byte, the
 * lowest first, the last byte below 128; then a byte for how much the word weighs
 * in that text. */
#ifndef STORE_SHELF_POST_H
#define STORE_SHELF_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "domain/rank.h"

enum { SHELF_ROW = 800 };

struct shelf_post { uint32_t doc; uint8_t weight; };

/* Reads a row whose number ends in first; at most SHELF_ROW, fewer where the
 * bytes are damaged. */
size_t shelf_post_read(const uint8_t *p, size_t n, uint32_t first, struct shelf_post out[SHELF_ROW]);
/* The same, adding points[weight] to score[doc] instead; texts beyond the last are left
 * out. Most words of a query are read so. */
void shelf_post_score(const uint8_t *p, size_t n, uint32_t first, const uint16_t points[256], uint16_t *score,
                      size_t texts);
/* Appends them; doc of the first must not be less than first. */
void shelf_post_write(struct str *out, uint32_t first, const struct shelf_post *v, size_t n);

/* How much a word weighs in a text where it stands tf times in each field, which
 * has so many words, usual so many: BM25F's sum before it is saturated, as a
 * byte in steps of 2^(1/16), and back. */
uint8_t shelf_weight(const uint32_t tf[RANK_FIELDS], const uint32_t len[RANK_FIELDS], const double usual[RANK_FIELDS]);
float shelf_weight_of(uint8_t weight);
/* What words of such a weight add to a score, but for their rarity. */
float shelf_saturated(float weight);

#endif
