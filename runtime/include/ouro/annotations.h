/*===- annotations.h - Who keeps whom alive, said in the code -------------===*/
/* Generated from annotations.def by tools/dev/annotations.py.
 *
 * Plain C, usable without any library; empty for compilers without the
 * attribute `annotate`. See docs/annotations.md.
 */
#ifndef OURO_ANNOTATIONS_H
#define OURO_ANNOTATIONS_H

/* C90 and C++98 have variadic macros only as an extension, which every
 * compiler knows and some warn about. */
#if defined(__cplusplus)
#if defined(__GNUC__) && __cplusplus < 201103L
#pragma GCC system_header
#endif
#elif !defined(__STDC_VERSION__) || __STDC_VERSION__ < 199901L
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#endif

#if defined(__has_attribute)
#if __has_attribute(annotate)
#define OURO_ANNOTATE_(text) __attribute__((annotate("ouro::" text)))
#endif
#endif
#ifndef OURO_ANNOTATE_
#define OURO_ANNOTATE_(text)
#endif

/* Keeps alive what it refers to. On a class: its objects are handles that keep
 * alive what the first template argument names. */
#define OURO_STRONG OURO_ANNOTATE_("strong")

/* Refers to an object without keeping it alive. On a class: its objects are
 * such handles to what the first template argument names. */
#define OURO_WEAK OURO_ANNOTATE_("weak")

/* Refers back to the owner of the object it stands in. The owner lives at
 * least as long, so nothing needs to keep it alive from here. */
#define OURO_BACK_REFERENCE OURO_ANNOTATE_("back_reference")

/* No ring of strong references ever leads through this field, or through any
 * object of this class. */
#define OURO_ACYCLIC(reason) OURO_ANNOTATE_("acyclic(" reason ")")

/* The named function empties this field and so takes the ring apart before its
 * last outside owner is gone. The checks verify that it does. */
#define OURO_BROKEN_BY(function) OURO_ANNOTATE_("broken_by(" #function ")")

/* Lives until the process ends, on purpose. On a class: all its objects do. */
#define OURO_LIVES_FOREVER(reason) OURO_ANNOTATE_("lives_forever(" reason ")")

/* This container has an upper bound that the code does not show. */
#define OURO_BOUNDED(reason) OURO_ANNOTATE_("bounded(" reason ")")

/* The call makes a resource of this kind, which the caller has to release. On
 * a function the resource is the result (for a member function without result,
 * the receiver), on a parameter what that parameter points to afterwards.
 * There is a resource only if the call's result meets the condition. */
#define OURO_ACQUIRES(kind, success)                                           \
  OURO_ANNOTATE_("acquires(" #kind ", " #success ")")

/* The call releases the resource that it is given: the argument, or, on a
 * member function, the receiver. */
#define OURO_RELEASES(kind) OURO_ANNOTATE_("releases(" #kind ")")

/* The call takes over the duty to release the resource that it is given. With
 * a condition: only if the call's result meets it. */
#define OURO_CONSUMES(...) OURO_ANNOTATE_("consumes(" #__VA_ARGS__ ")")

/* The call uses the resource that it is given and neither releases nor keeps
 * it: the duty to release stays with the caller. */
#define OURO_BORROWS(kind) OURO_ANNOTATE_("borrows(" #kind ")")

/* A cycle collector sees this reference, so a ring of such references is found
 * and freed. On a class: its objects are such handles. */
#define OURO_TRACED OURO_ANNOTATE_("traced")

/* As OURO_TRACED, and the collector learns of the reference from the object it
 * stands in: that object's member function of this name passes it on to its
 * argument. On a class: its objects are such handles, or may hold some. */
#define OURO_TRACED_BY(function) OURO_ANNOTATE_("traced_by(" #function ")")

/* A member function that passes every traced reference of its object on to the
 * collector, its argument. On a class template: its specialisations do that
 * for objects of the class that their first argument names. */
#define OURO_TRACES OURO_ANNOTATE_("traces")

/* Objects of this class are managed by a cycle collector, which asks them for
 * their traced references. */
#define OURO_CYCLE_COLLECTED OURO_ANNOTATE_("cycle_collected")

#endif /* OURO_ANNOTATIONS_H */
