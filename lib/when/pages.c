/* pages: when a calendar is open, as spans of UTC, and the count of its seconds.
 *
 * Time is cut into pages of 2^25 seconds, a little over a year. A page is laid
 * out when it is first touched: its open spans as seconds from the page's
 * start, each with the business seconds of the page before it. Pages are kept
 * without a gap on both sides of the first one touched, each with the business
 * seconds from there, so that an instant and its count of business seconds are
 * two binary searches apart. */
#include "when/pages.h"

#include "base/vec.h"
#include "when/clock.h"

#define PAGE_BITS 25
#define PAGE_S (INT64_C(1) << PAGE_BITS)
#define PAGE_MIN (PAGES_AT_MIN >> PAGE_BITS)
#define PAGE_MAX (PAGES_AT_MAX >> PAGE_BITS)
/* A weekday comes back to 29 February within 40 years. */
#define LOOK_PAGES 40

struct open { uint32_t from, to, before; };

struct page {
	const struct open *v;
	uint32_t n;
	int64_t before, total;     /* business seconds since the origin, and inside */
};

struct pages {
	struct arena *a;
	const struct zone *zone;
	const struct hours *hours;
	bool started;
	int64_t origin;            /* the first page touched */
	VEC(struct page) ahead;    /* origin, origin + 1, ... */
	VEC(struct page) behind;   /* origin - 1, origin - 2, ... */
	VEC(struct open) scratch;
};

struct pages *pages_new(struct arena *a, const struct zone *z, const struct hours *h)
{
	struct pages *all = arena_new(a, struct pages);

	all->a = a;
	all->zone = z;
	all->hours = h;
	return all;
}

static int64_t max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* --- laying out --- */

/* Spans come in order of their start; those that overlap or touch are one. */
static void add_span(struct pages *all, int64_t from, int64_t to)
{
	struct open *last = all->scratch.n > 0 ? &all->scratch.v[all->scratch.n - 1] : NULL;

	if (from >= to)
		return;
	if (last && from <= last->to) {
		if (to > last->to)
			last->to = (uint32_t)to;
		return;
	}
	*vec_push(all->a, &all->scratch) = (struct open){(uint32_t)from, (uint32_t)to, 0};
}

/* A stretch of the page with one offset: on the clock it is a plain range, and
 * so the intervals of its dates, and of the date before, are cut to it. */
static void add_stretch(struct pages *all, int64_t page_start, int64_t from, int64_t to, int offset)
{
	int64_t first = civil_day_of(from + offset) - 1, last = civil_day_of(to + offset - 1);

	for (int64_t day = first; day <= last; day++) {
		struct cal_day d = hours_of(all->hours, day);
		int64_t midnight = day * DAY_S - offset;

		for (size_t i = 0; i < d.nhours; i++)
			add_span(all, max(midnight + d.hours[i].from, from) - page_start,
			         min(midnight + d.hours[i].to, to) - page_start);
	}
}

static struct page finish_page(struct pages *all)
{
	size_t n = all->scratch.n;
	struct open *v = arena_array(all->a, struct open, n);
	uint32_t before = 0;

	for (size_t i = 0; i < n; i++) {
		v[i] = all->scratch.v[i];
		v[i].before = before;
		before += v[i].to - v[i].from;
	}
	return (struct page){v, (uint32_t)n, 0, before};
}

static struct page lay_out(struct pages *all, int64_t number)
{
	const struct zone *z = all->zone;
	int64_t start = number * PAGE_S, end = start + PAGE_S, change;

	all->scratch.n = 0;
	for (int64_t at = start; at < end; at = change) {
		change = zone_next_change(z, at);
		if (change == AT_NONE || change > end)
			change = end;
		add_stretch(all, start, at, change, zone_offset(z, at, NULL));
	}
	return finish_page(all);
}

static void add_ahead(struct pages *all)
{
	struct page page = lay_out(all, all->origin + (int64_t)all->ahead.n);

	if (all->ahead.n > 0) {
		const struct page *near = &all->ahead.v[all->ahead.n - 1];

		page.before = near->before + near->total;
	}
	*vec_push(all->a, &all->ahead) = page;
}

static void add_behind(struct pages *all)
{
	struct page page = lay_out(all, all->origin - 1 - (int64_t)all->behind.n);

	page.before = (all->behind.n > 0 ? all->behind.v[all->behind.n - 1].before : 0) - page.total;
	*vec_push(all->a, &all->behind) = page;
}

/* The page of a number; valid until another one is asked for. */
static const struct page *page_of(struct pages *all, int64_t number)
{
	if (!all->started) {
		all->started = true;
		all->origin = number;
		add_ahead(all);
	}
	while (number >= all->origin + (int64_t)all->ahead.n)
		add_ahead(all);
	while (number < all->origin - (int64_t)all->behind.n)
		add_behind(all);
	return number >= all->origin ? &all->ahead.v[number - all->origin] : &all->behind.v[all->origin - 1 - number];
}

/* How many of the page's spans start at or before a second of it. */
static uint32_t spans_from(const struct page *p, int64_t second)
{
	uint32_t low = 0, high = p->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (p->v[mid].from <= second)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The span that holds the page's business second of that number. */
static const struct open *span_with(const struct page *p, int64_t number)
{
	uint32_t low = 0, high = p->n;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (p->v[mid].before <= number)
			low = mid;
		else
			high = mid;
	}
	return &p->v[low];
}

/* --- counting --- */

int64_t pages_count(struct pages *all, int64_t at)
{
	int64_t number = at >> PAGE_BITS, second = at & (PAGE_S - 1);
	const struct page *p = page_of(all, number);
	uint32_t k = spans_from(p, second);

	if (k == 0)
		return p->before;
	return p->before + p->v[k - 1].before + min(second, p->v[k - 1].to) - p->v[k - 1].from;
}

/* The second must lie in the pages low..high, which are laid out. */
static int64_t instant_of(struct pages *all, int64_t low, int64_t high, int64_t number)
{
	const struct page *p;
	const struct open *o;

	while (low < high) {
		int64_t mid = low + (high - low + 1) / 2;

		if (page_of(all, mid)->before <= number)
			low = mid;
		else
			high = mid - 1;
	}
	p = page_of(all, low);
	number -= p->before;
	o = span_with(p, number);
	return low * PAGE_S + o->from + (number - o->before);
}

/* The last page that can hold an opening, the first one. */
static int64_t last_page(const struct pages *all)
{
	struct hours_reach r = hours_reach(all->hours);

	/* Two dates on: an interval past midnight, in a zone west of UTC. */
	return r.open_after ? PAGE_MAX : max(PAGE_MIN, min(PAGE_MAX, ((r.last + 3) * DAY_S) >> PAGE_BITS));
}

static int64_t first_page(const struct pages *all)
{
	struct hours_reach r = hours_reach(all->hours);

	return r.open_before ? PAGE_MIN : min(PAGE_MAX, max(PAGE_MIN, ((r.first - 2) * DAY_S) >> PAGE_BITS));
}

/* Lays out pages until one reaches beyond the business second; its number, or
 * AT_NONE where none ever will. */
static int64_t reach_ahead(struct pages *all, int64_t number)
{
	for (;;) {
		int64_t last = all->origin + (int64_t)all->ahead.n - 1;
		const struct page *p = page_of(all, last);

		if (p->before + p->total > number)
			return last;
		if (last >= last_page(all))
			return AT_NONE;
		page_of(all, last + 1);
	}
}

static int64_t reach_behind(struct pages *all, int64_t number)
{
	for (;;) {
		int64_t first = all->origin - (int64_t)all->behind.n;

		if (page_of(all, first)->before <= number)
			return first;
		if (first <= first_page(all))
			return AT_NONE;
		page_of(all, first - 1);
	}
}

int64_t pages_ahead(struct pages *all, int64_t from, int64_t number)
{
	int64_t high = reach_ahead(all, number);

	return high == AT_NONE ? AT_NONE : instant_of(all, from >> PAGE_BITS, high, number);
}

int64_t pages_behind(struct pages *all, int64_t to, int64_t number)
{
	int64_t low = reach_behind(all, number);

	return low == AT_NONE ? AT_NONE : instant_of(all, low, to >> PAGE_BITS, number);
}

/* --- open or not --- */

/* How far to look for the next opening or closing. */
static int64_t horizon(const struct pages *all, int64_t number)
{
	int64_t dated = (hours_reach(all->hours).last * DAY_S) >> PAGE_BITS;

	return min(max(number, dated) + LOOK_PAGES, PAGE_MAX);
}

/* The closing of a span that ends at that second of its page: a span that
 * fills the page to its end may go on in the next. */
static int64_t closing(struct pages *all, int64_t number, int64_t to)
{
	int64_t end = horizon(all, number);

	while (to == PAGE_S) {
		const struct page *p;

		if (++number > end)
			return AT_NONE;
		p = page_of(all, number);
		to = p->n > 0 && p->v[0].from == 0 ? p->v[0].to : 0;
	}
	return number * PAGE_S + to;
}

/* The start of the kth span of a page, or of the first one in later pages. */
static int64_t opening(struct pages *all, int64_t number, uint32_t k)
{
	int64_t end = horizon(all, number);
	const struct page *p = page_of(all, number);

	while (k >= p->n) {
		if (++number > end)
			return AT_NONE;
		p = page_of(all, number);
		k = 0;
	}
	return number * PAGE_S + p->v[k].from;
}

bool pages_open(struct pages *all, int64_t t, int64_t *next)
{
	int64_t number = t >> PAGE_BITS, second = t & (PAGE_S - 1), to = 0;
	const struct page *p;
	uint32_t k;

	p = page_of(all, number);
	k = spans_from(p, second);
	if (k > 0)
		to = p->v[k - 1].to;
	if (next)
		*next = second < to ? closing(all, number, to) : opening(all, number, k);
	return second < to;
}
