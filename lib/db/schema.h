/* schema: the numbered migrations of each engine, made from
 * share/schema/ENGINE/NNNN.sql by share/build/embed-schema. NULL-terminated;
 * element i brings a desk from format i to format i + 1. */
#ifndef DB_SCHEMA_H
#define DB_SCHEMA_H

extern const char *const schema_sqlite[];
extern const char *const schema_pg[];

#endif
